"""The formats of feeds, by the file name in their URL."""

from collections.abc import Callable
from typing import NamedTuple

from articles.feeds.formats.feed import Feed
from articles.feeds.formats.json_format import json_feed
from articles.feeds.formats.xml_formats import atom, rss
from page_store.policy.formats import ATOM, JSON_FEED, RSS


class FeedFormat(NamedTuple):
    """The serializer of a feed format, and its content type."""

    serialize: Callable[[Feed], bytes]
    content_type: str


FEED_FORMATS = {
    "rss.xml": FeedFormat(rss, RSS.content_type),
    "atom.xml": FeedFormat(atom, ATOM.content_type),
    "feed.json": FeedFormat(json_feed, JSON_FEED.content_type),
}
