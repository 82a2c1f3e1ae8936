"""The forms that a feed can take.

RSS 2.0 (https://www.rssboard.org/rss-specification), Atom 1.0 (RFC 4287), JSON Feed 1.1 (https://jsonfeed.org/version/1.1).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from page_store.policy.formats import ATOM, JSON_FEED, RSS

ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"


# An empty feed has never changed; the time of asking would make it look new at every visit.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with an entry; the length in bytes."""

    url: str
    length: int
    type: str


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
    image: Enclosure | None
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
    language: str
    entries: list[Entry]

    @property
    def changed(self) -> datetime:
        """When the newest change in it was made."""
        return max((entry.changed for entry in self.entries), default=NEVER)


class AtomEnclosure(BaseEntryExtension):
    """The picture of an Atom entry; feedgen loses what a link is for, so this one is written here."""

    image: Enclosure | None = None

    def extend_atom(self, entry: Any) -> Any:
        """Add the link (RFC 4287, section 4.2.7)."""
        if self.image:
            described = {"href": self.image.url, "type": self.image.type, "length": str(self.image.length)}
            etree.SubElement(entry, f"{{{ATOM_NAMESPACE}}}link", {"rel": "enclosure", **described})
        return entry


def rss(feed: Feed) -> bytes:
    """Return the feed as RSS 2.0 with content:encoded and dc:creator."""
    made = _generator(feed)
    made.load_extension("dc")
    for item in feed.entries:
        added = _add(made, item)
        added.dc.dc_creator([name for name, _url in item.authors])
        added.description(item.summary)
        added.content(item.html, type="CDATA")
        if item.image:
            added.enclosure(item.image.url, str(item.image.length), item.image.type)
    return bytes(made.rss_str())


def atom(feed: Feed) -> bytes:
    """Return the feed as Atom 1.0."""
    made = _generator(feed)
    made.author(name=feed.title)
    for item in feed.entries:
        added = _add(made, item)
        added.author([{"name": name, "uri": url} for name, url in item.authors])
        added.summary(item.summary)
        added.content(item.html, type="html")
        added.register_extension("enclosed", AtomEnclosure, rss=False)
        added.enclosed.image = item.image
    return bytes(made.atom_str())


def _generator(feed: Feed) -> FeedGenerator:
    made = FeedGenerator()
    made.id(feed.id)
    made.title(feed.title)
    made.description(feed.subtitle or feed.title)
    made.subtitle(feed.subtitle or feed.title)
    made.language(feed.language)
    made.updated(feed.changed)
    made.generator("Dimensions")
    made.link(href=feed.url, rel="self")
    made.link(href=feed.home_url, rel="alternate")  # the last one becomes the link of an RSS channel
    return made


def _add(made: FeedGenerator, item: Entry) -> FeedEntry:
    added = made.add_entry(order="append")
    added.guid(item.id, permalink=False)
    added.title(item.title)
    added.link(href=item.url)
    added.published(item.published)
    added.updated(item.changed)
    for trend in item.trends:
        added.category(term=trend)
    return added


def json_feed(feed: Feed) -> bytes:
    """Return the feed as JSON Feed 1.1."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "description": feed.subtitle,
            "home_page_url": feed.home_url,
            "feed_url": feed.url,
            "language": feed.language,
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
        **({"image": item.image.url} if item.image else {}),
    }


FORMS: dict[str, tuple[Callable[[Feed], bytes], str]] = {
    "rss.xml": (rss, RSS.content_type),
    "atom.xml": (atom, ATOM.content_type),
    "feed.json": (json_feed, JSON_FEED.content_type),
}
