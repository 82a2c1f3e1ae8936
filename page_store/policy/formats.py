"""The formats of stored responses: one list for the store, the feeds, and the rules of web servers."""

from typing import NamedTuple


class Format(NamedTuple):
    """A content type, and the extension by which a web server recognises it."""

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
# Formats that clients poll by date: their responses say since when the content has been the same.
DATED = {known.content_type for known in (RSS, ATOM, JSON_FEED)}
EXTENSIONS = {known.content_type: known.extension for known in FORMATS}
