"""Find captions and list items in running text, by their first word and position."""

import re
from collections.abc import Sequence

from archive.importers.extraction.geometry import Box, Piece, box_of, is_heavier
from archive.text_marks import CAPTION, ITEM

LONGEST_CAPTION = 600  # characters
SMALLER = 0.95  # times the size of the text
FIGURE = re.compile(
    r"(fig(ure|\.)?|table|chart|map|photo(graph)?s?|image|illustration)\.?(\s?\d|:|\s(by|courtesy)\b)", re.IGNORECASE
)
# U+F0B7 and U+F0A7 are bullets in the symbol fonts of word processors.
BULLET = re.compile(r"[•▪■●◦‣∙⁃\uf0b7\uf0a7](?=\s|$)")
NUMBER = re.compile(r"\(?\d{1,2}[.)](?=\s|$)")


def begins_item(text: str) -> bool:
    """Return whether a line begins with a bullet or number of a list item."""
    return bool(BULLET.match(text) or NUMBER.match(text))


def is_label(text: str) -> bool:
    """Return whether a run of characters is only a bullet or number of a list item."""
    return bool(BULLET.fullmatch(text) or NUMBER.fullmatch(text))


def item(text: str) -> str:
    """Return an item as plain text has it: “- one” or “1. one”."""
    if number := NUMBER.match(text):
        return f"{number[0].strip('().')}. {text[number.end() :].strip()}"
    return f"{ITEM}{BULLET.sub('', text, count=1).strip()}"


def mark_of(lines: Sequence[Piece], text: str, body: Piece, pictures: Sequence[Box]) -> str:
    """Return the mark of a paragraph that is set off from running text, or an empty string."""
    if begins_item(text):
        return ITEM
    return CAPTION if _is_caption(lines, text, body, pictures) else ""


def _is_caption(lines: Sequence[Piece], text: str, body: Piece, pictures: Sequence[Box]) -> bool:
    size = lines[0].size
    if len(text) > LONGEST_CAPTION or size > 1.05 * body.size:
        return False
    is_other_type = size <= SMALLER * body.size or is_heavier(lines[0].weight, body.weight)
    box = box_of(lines)
    return bool(FIGURE.match(text)) or (is_other_type and any(_touches(box, one, body.size) for one in pictures))


def _touches(box: Box, picture: Box, size: float) -> bool:
    """Return whether a box is close below, above or beside a picture."""
    left, bottom, right, top = box
    wide = min(right, picture[2]) - max(left, picture[0])
    high = min(top, picture[3]) - max(bottom, picture[1])
    if wide >= 0.5 * (right - left):
        return -0.5 * size <= max(picture[1] - top, bottom - picture[3]) <= 2.5 * size
    return high >= 0.5 * (top - bottom) and max(left - picture[2], picture[0] - right) <= 2.5 * size
