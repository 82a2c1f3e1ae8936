"""The formats of feeds, by the file name that stands in their URL.

RSS 2.0 (https://www.rssboard.org/rss-specification), Atom 1.0 (RFC 4287), JSON Feed 1.1 (https://jsonfeed.org/version/1.1).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from page_store.policy.formats import ATOM, JSON_FEED, RSS


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with an entry; the length is in bytes."""

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
    """A feed before it is serialized in one of the formats."""

    id: str
    title: str
    subtitle: str
    home_url: str
    url: str
    language: str
    changed: datetime
    entries: list[Entry]


class AtomEnclosure(BaseEntryExtension):
    """The image of an Atom entry; feedgen drops the `rel` of a link, so this one is written here."""

    image: Enclosure | None = None

    def extend_atom(self, entry: Any) -> Any:
        """Add the link (RFC 4287, section 4.2.7)."""
        if self.image:
            attributes = {"href": self.image.url, "type": self.image.type, "length": str(self.image.length)}
            # Without a namespace, as feedgen writes Atom's elements: it is that of the whole document.
            etree.SubElement(entry, "link", {"rel": "enclosure", **attributes})
        return entry


def rss(feed: Feed) -> bytes:
    """Return the feed as RSS 2.0 with content:encoded and dc:creator."""
    generator = _generator(feed)
    generator.load_extension("dc")
    for entry in feed.entries:
        item = _add(generator, entry)
        item.dc.dc_creator([name for name, _url in entry.authors])
        item.description(entry.summary)
        item.content(entry.html, type="CDATA")
        if entry.image:
            item.enclosure(entry.image.url, str(entry.image.length), entry.image.type)
    return bytes(generator.rss_str())


def atom(feed: Feed) -> bytes:
    """Return the feed as Atom 1.0."""
    generator = _generator(feed)
    generator.author(name=feed.title)
    for entry in feed.entries:
        item = _add(generator, entry)
        item.author([{"name": name, "uri": url} for name, url in entry.authors])
        item.summary(entry.summary)
        item.content(entry.html, type="html")
        item.register_extension("enclosed", AtomEnclosure, rss=False)
        item.enclosed.image = entry.image
    return bytes(generator.atom_str())


def _generator(feed: Feed) -> FeedGenerator:
    generator = FeedGenerator()
    generator.id(feed.id)
    generator.title(feed.title)
    generator.description(feed.subtitle or feed.title)
    generator.subtitle(feed.subtitle or feed.title)
    generator.language(feed.language)
    generator.updated(feed.changed)
    generator.generator("Dimensions")
    generator.link(href=feed.url, rel="self")
    generator.link(href=feed.home_url, rel="alternate")  # the last one becomes the link of an RSS channel
    return generator


def _add(generator: FeedGenerator, entry: Entry) -> FeedEntry:
    item = generator.add_entry(order="append")
    item.guid(entry.id, permalink=False)
    item.title(entry.title)
    item.link(href=entry.url)
    item.published(entry.published)
    item.updated(entry.changed)
    for trend in entry.trends:
        item.category(term=trend)
    return item


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
            "items": [_json_item(entry) for entry in feed.entries],
        },
        ensure_ascii=False,
    ).encode()


def _json_item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.changed.isoformat(),
        "authors": [{"name": name, "url": url} for name, url in entry.authors],
        "tags": entry.trends,
        **({"image": entry.image.url} if entry.image else {}),
    }


class FeedFormat(NamedTuple):
    """How a feed is serialized, and the content type of the result."""

    serialize: Callable[[Feed], bytes]
    content_type: str


FEED_FORMATS = {
    "rss.xml": FeedFormat(rss, RSS.content_type),
    "atom.xml": FeedFormat(atom, ATOM.content_type),
    "feed.json": FeedFormat(json_feed, JSON_FEED.content_type),
}
