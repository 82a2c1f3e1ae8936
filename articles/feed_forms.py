"""The forms that a feed can take.

RSS 2.0 (https://www.rssboard.org/rss-specification), Atom 1.0 (RFC 4287), JSON Feed 1.1 (https://jsonfeed.org/version/1.1).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from feedgen.feed import FeedGenerator


@dataclass(frozen=True)
class Entry:
    """One article as a feed shows it; the id never changes."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    authors: list[tuple[str, str]]
    trends: list[str]
    image: str
    published: datetime
    changed: datetime


@dataclass(frozen=True)
class Feed:
    """A feed before it takes one of the three forms."""

    id: str
    title: str
    subtitle: str
    home_url: str
    url: str
    entries: list[Entry]

    @property
    def changed(self) -> datetime:
        """When the newest change in it was made."""
        return max((entry.changed for entry in self.entries), default=timezone.now())


def rss(feed: Feed) -> bytes:
    """Give the feed as RSS 2.0 with content:encoded and dc:creator."""
    return bytes(_generator(feed, atom=False).rss_str(pretty=True))


def atom(feed: Feed) -> bytes:
    """Give the feed as Atom 1.0."""
    return bytes(_generator(feed, atom=True).atom_str(pretty=True))


def _generator(feed: Feed, *, atom: bool) -> FeedGenerator:
    made = FeedGenerator()
    made.load_extension("dc")
    made.id(feed.id)
    made.title(_clean(feed.title))
    made.description(_clean(feed.subtitle or feed.title))
    made.subtitle(_clean(feed.subtitle or feed.title))
    made.language("en")
    made.updated(feed.changed)
    made.generator("Dimensions")
    made.link(href=feed.home_url, rel="alternate")
    made.link(href=feed.url, rel="self")
    for item in feed.entries:
        _add(made, item, atom=atom)
    return made


def _add(made: FeedGenerator, item: Entry, *, atom: bool) -> None:
    added = made.add_entry(order="append")
    added.id(item.id)
    added.guid(item.id, permalink=False)
    added.title(_clean(item.title))
    added.link(href=item.url, rel="alternate")
    added.published(item.published)
    added.updated(item.changed)
    for trend in item.trends:
        added.category(term=_clean(trend))
    if atom:
        added.author([{"name": _clean(name), "uri": url} for name, url in item.authors])
        added.summary(_clean(item.summary))
        added.content(_clean(item.html), type="html")
    else:
        added.dc.dc_creator([_clean(name) for name, _url in item.authors])
        added.description(_clean(item.summary))
        added.content(_clean(item.html), type="CDATA")


def json_feed(feed: Feed) -> bytes:
    """Give the feed as JSON Feed 1.1."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "description": feed.subtitle,
            "home_page_url": feed.home_url,
            "feed_url": feed.url,
            "language": "en",
            "items": [_json_item(item) for item in feed.entries],
        },
        ensure_ascii=False,
    ).encode()


def _json_item(item: Entry) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": item.published.isoformat(),
        "date_modified": item.changed.isoformat(),
        "authors": [{"name": name, "url": url} for name, url in item.authors],
        "tags": item.trends,
        **({"image": item.image} if item.image else {}),
    }


def _clean(text: str) -> str:
    """Leave out what XML 1.0 cannot carry (https://www.w3.org/TR/xml/#charsets)."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


FORMS: dict[str, tuple[Callable[[Feed], bytes], str]] = {
    "rss.xml": (rss, "application/rss+xml; charset=utf-8"),
    "atom.xml": (atom, "application/atom+xml; charset=utf-8"),
    "feed.json": (json_feed, "application/feed+json; charset=utf-8"),
}
