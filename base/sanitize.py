"""HTML that leaves the site: harmless wherever it is shown, with addresses that work from anywhere."""

import re
from urllib.parse import urljoin

import nh3

# What XML 1.0 cannot carry (https://www.w3.org/TR/xml/#charsets); half a surrogate pair is no text at all.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TAGS = nh3.ALLOWED_TAGS | {"audio", "picture", "section", "source", "video"}
ATTRIBUTES = {
    "*": {"aria-label", "dir", "lang"},
    "a": {"href", "hreflang"},
    "audio": {"controls", "preload", "src"},
    "img": {"alt", "height", "src", "srcset", "width"},
    "ol": {"start"},
    "source": {"src", "srcset", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"controls", "preload", "src"},
}
# A reader elsewhere has neither our stylesheet nor our scripts; a table says what a drawing shows.
DROPPED = {"button", "script", "style", "svg", "template"}
SCHEMES = {"http", "https", "mailto", "tel"}
INDENTATION = re.compile(r"\n\s+")


def printable(text: str) -> str:
    """Leave out characters that would break a feed."""
    return UNPRINTABLE.sub("", text)


def sanitize(html: str, base: str) -> str:
    """Keep the mark-up of text, drop everything that acts, and make addresses absolute."""
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
