"""The rules of the feed specifications for documents; violations are returned as sentences."""

import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from tests.feeds.reading import ATOM, SCHEMA

RELAX_NG = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
FH, DC = "{http://purl.org/syndication/history/1.0}", "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ONCE = ("title", "link", "description", "language", "lastBuildDate", "image", "generator", "copyright", "ttl")
# RSS elements with plain text: markup is either escaped twice or absent.
TAG = re.compile(r"<[a-z/!]", re.IGNORECASE)
IMAGE_MOST = {"width": 144, "height": 400}


def is_address(text: str | None) -> bool:
    """Return whether a text is an absolute URL."""
    parts = urlsplit(text or "")
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in (text or " ")


def twice(names: list[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def atom_findings(content: bytes) -> Iterator[str]:
    """Yield violations of RFC 4287: of the schema, and of the rules beyond it."""
    root = etree.fromstring(content)
    if not RELAX_NG.validate(root):
        yield from (str(error) for error in RELAX_NG.error_log)
    yield from (f"two entries are {key}" for key in twice([one.text for one in root.iter(f"{ATOM}id")]))
    links = [link.get("rel", "alternate") for link in root.findall(f"{ATOM}link")]
    yield from (f"rel={rel} stands twice" for rel in twice(links))
    yield from () if "self" in links else ("no link to itself",)
    for entry in root.iterfind(f"{ATOM}entry"):
        if not (entry.findall(f"{ATOM}author") or root.findall(f"{ATOM}author")):
            yield "an entry has no author"
        if entry.find(f"{ATOM}published").text > entry.find(f"{ATOM}updated").text:
            yield "an entry was updated before it was published"
    yield from archive_findings(root, links)


def archive_findings(root: Any, links: list[str]) -> Iterator[str]:
    """Yield violations of RFC 5005, section 4, for Atom and RSS."""
    is_archive = root.find(f".//{FH}archive") is not None
    if is_archive != ("current" in links):
        yield "an archive document has to name the current one, and only such"
    if not is_archive and "next-archive" in links:
        yield "the subscription document is the last one"


def rss_findings(content: bytes) -> Iterator[str]:
    """Yield violations of RSS 2.0 and its Best Practices Profile."""
    root = etree.fromstring(content)
    channel = root.find("channel")
    if (root.tag, root.get("version")) != ("rss", "2.0") or len(root) != 1:
        yield "no RSS 2.0"
    yield from (f"the channel has no {name}" for name in ("title", "link", "description") if not channel.findtext(name))
    names = [str(child.tag) for child in channel]
    yield from (f"{name} stands twice" for name in twice(names) if name in ONCE)
    yield from _channel_findings(channel)
    guids = [item.findtext("guid") or "" for item in channel.iterfind("item")]
    yield from (f"two items are {guid}" for guid in twice(guids))
    for item in channel.iterfind("item"):
        yield from _item_findings(item)
    yield from archive_findings(root, [link.get("rel") for link in channel.findall(f"{ATOM}link")])


def _channel_findings(channel: Any) -> Iterator[str]:
    if not is_address(channel.findtext("link")):
        yield "the link of the channel is no address"
    if [link.get("rel") for link in channel.findall(f"{ATOM}link")].count("self") != 1:
        yield "no link to itself"
    yield from _date_findings(channel.findtext("lastBuildDate"))
    if (image := channel.find("image")) is not None:
        if not is_address(image.findtext("url")):
            yield "the image has no address"
        for name in ("title", "link"):
            if image.findtext(name) != channel.findtext(name):
                yield f"the image has another {name} than the channel"
        yield from (
            f"the image has too great a {name}" for name, most in IMAGE_MOST.items() if _size(image, name) > most
        )


def _size(image: Any, name: str) -> int:
    return int(image.findtext(name) or 0)


def _item_findings(item: Any) -> Iterator[str]:
    guid = item.find("guid")
    if guid is None or not guid.text:
        yield "an item has no guid"
    elif guid.get("isPermaLink", "true") == "true" and not is_address(guid.text):
        yield f"{guid.text} is no permanent link"
    if not is_address(item.findtext("link")):
        yield "an item has no link"
    if not item.findtext("title"):
        yield "an item has no title"
    yield from _date_findings(item.findtext("pubDate"))
    yield from (
        f"{name} stands twice in an item"
        for name in twice(
            [
                str(child.tag)
                for child in item
                if child.tag in ("title", "link", "description", "guid", "pubDate", "enclosure", CONTENT)
            ]
        )
    )
    for enclosure in item.iterfind("enclosure"):
        if not (is_address(enclosure.get("url")) and enclosure.get("length", "").isdecimal() and enclosure.get("type")):
            yield "an enclosure lacks url, length or type"
    if "author" in [child.tag for child in item] and "@" not in item.findtext("author"):
        yield "an author without an address: that is what dc:creator is for"


def _date_findings(text: str | None) -> Iterator[str]:
    """Yield a violation unless the date is in the format of RFC 822, with four-digit year."""
    try:
        moment = parsedate_to_datetime(text or "")
    except ValueError:
        yield f"{text!r} is no date"
        return
    if moment.year < 1973 or moment.tzinfo is None:
        yield f"{text!r} is no date of the magazine"


def json_findings(feed: dict[str, Any]) -> Iterator[str]:
    """Yield violations of JSON Feed 1.1."""
    yield from (error.message for error in SCHEMA.iter_errors(feed))
    yield from (f"two items are {key}" for key in twice([item["id"] for item in feed["items"]]))
    for item in feed["items"]:
        if not ("content_html" in item or "content_text" in item):
            yield "an item has no content"
        if not is_address(item.get("url")):
            yield "an item has no address"
