"""The formats that a response can be kept in: one list for the store, the feeds, and the rules of web servers."""

from typing import NamedTuple


class Format(NamedTuple):
    """A content type, and the extension by which a web server knows it again."""

    content_type: str
    extension: str


HTML = Format("text/html; charset=utf-8", "html")
RSS = Format("application/rss+xml; charset=utf-8", "rss")
ATOM = Format("application/atom+xml; charset=utf-8", "atom")
JSON_FEED = Format("application/feed+json; charset=utf-8", "feed")
JSON = Format("application/json; charset=utf-8", "json")
XML = Format("application/xml", "xml")
TEXT = Format("text/plain; charset=utf-8", "txt")

FORMATS = (HTML, RSS, ATOM, JSON_FEED, JSON, XML, TEXT)
EXTENSIONS = {known.content_type: known.extension for known in FORMATS}
