"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), readable by clients of 1.0 as well."""

import json
from typing import Any

from articles.feeds.formats.feed import Enclosure, Entry, Feed, FeedCredit

JSON = dict[str, Any]


def json_feed(feed: Feed) -> bytes:
    """Return the feed as JSON Feed."""
    publisher = {"name": feed.publisher, "url": feed.publisher_url}
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle or None,
        "home_page_url": feed.home_url,
        "feed_url": feed.url,
        "next_url": feed.paging.previous or None,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else None,
        "icon": feed.logo,
        "favicon": feed.icon,
        "authors": [publisher],
        "author": publisher,
        "language": feed.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_without_nothing(found), ensure_ascii=False).encode()


def _item(entry: Entry) -> JSON:
    authors = [{"name": credit.name, "url": credit.url} for credit in entry.byline]
    return _without_nothing(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary or None,
            "content_html": entry.html,
            "image": entry.picture.url if entry.picture else None,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.changed.isoformat(),
            "authors": authors,
            "author": authors[0] if authors else None,
            "tags": [category.term for category in entry.categories],
            "attachments": [_attachment(file) for file in entry.audio] or None,
            # Extensions of the format have names with a leading underscore.
            "_dimensions": {"credits": [_credit(credit) for credit in entry.credits]},
        }
    )


def _attachment(file: Enclosure) -> JSON:
    return {"url": file.url, "mime_type": file.type, "size_in_bytes": file.length}


def _credit(credit: FeedCredit) -> JSON:
    return {"role": credit.role, "name": credit.name, "url": credit.url, "affiliation": credit.affiliation}


def _without_nothing(found: JSON) -> JSON:
    return {name: value for name, value in found.items() if value is not None}
