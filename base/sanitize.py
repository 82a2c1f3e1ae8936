"""Sanitized HTML for use outside the site: safe anywhere, with absolute URLs."""

import re
from urllib.parse import urljoin

import nh3

# Characters that XML 1.0 cannot contain (https://www.w3.org/TR/xml/#charsets), including unpaired surrogates.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TAGS = nh3.ALLOWED_TAGS | {"audio", "picture", "section", "source", "video"}
ATTRIBUTES = {
    "*": {"aria-label", "dir", "lang"},
    "a": {"href", "hreflang"},
    "audio": {"controls", "preload", "src"},
    "img": {"alt", "height", "src", "srcset", "width"},
    "ol": {"start"},
    "source": {"media", "sizes", "src", "srcset", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"controls", "preload", "src"},
}
# Other readers have neither our stylesheet nor our scripts; a table replaces a drawing.
DROPPED = {"button", "script", "style", "svg", "template"}
SCHEMES = {"http", "https", "mailto", "tel"}
INDENTATION = re.compile(r"\n\s+")


def printable(text: str) -> str:
    """Leave out characters that would break a feed."""
    return UNPRINTABLE.sub("", text)


def sanitize(html: str, base: str) -> str:
    """Keep the markup of text, remove everything active, and make URLs absolute."""
    clean = nh3.clean(
        printable(html),
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=DROPPED,
        attribute_filter=lambda _tag, name, value: _absolute(base, name, value),
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return INDENTATION.sub("\n", clean).strip()


def _absolute(base: str, name: str, value: str) -> str | None:
    try:
        if name in {"href", "src"}:
            return urljoin(base, value)
        if name == "srcset":
            return ", ".join(urljoin(base, candidate.strip()) for candidate in value.split(","))
    except ValueError:  # such as http://[
        return None
    return value
