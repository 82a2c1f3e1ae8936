"""Marks at the start of paragraphs of an archived text that are not running text.

The text of a printed article is plain: empty lines between paragraphs, and one of these marks before those that
the page sets off. This module alone reads and writes them, for importer, pages, feeds and search.
"""

import re

SUBHEAD, PULL_QUOTE, CAPTION, ITEM = "## ", "> ", "~ ", "- "
NUMBERED_ITEM = re.compile(r"(\d{1,3})\. ")
_MARK = re.compile(rf"^(?:{SUBHEAD}|{PULL_QUOTE}|{CAPTION}|{ITEM})", re.MULTILINE)


def without_marks(text: str) -> str:
    """Return the text without marks, for search and excerpts."""
    return _MARK.sub("", text)


def is_running_text(paragraph: str) -> bool:
    """Return whether a paragraph can be read on its own, as a teaser must be."""
    return not _MARK.match(paragraph)
