"""What begins a paragraph of an archived text that is not running text.

The text of a printed article is plain: an empty line between paragraphs, and one of these marks before those that
the page sets off. Importer, pages, feeds and search read and write them here alone.
"""

import re

SUBHEAD, PULL_QUOTE, CAPTION, ITEM = "## ", "> ", "~ ", "- "
NUMBERED_ITEM = re.compile(r"(\d{1,3})\. ")
_MARK = re.compile(rf"^(?:{SUBHEAD}|{PULL_QUOTE}|{CAPTION}|{ITEM})", re.MULTILINE)


def without_marks(text: str) -> str:
    """Return the words alone, as search and excerpts take them."""
    return _MARK.sub("", text)


def is_running_text(paragraph: str) -> bool:
    """Whether a paragraph is read on its own, as a teaser must be."""
    return not _MARK.match(paragraph)
