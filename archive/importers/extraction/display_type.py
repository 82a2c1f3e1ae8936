"""Find subheads and pull quotes: lines set larger or bolder than the text around them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.importers.extraction.geometry import is_heavier
from archive.importers.extraction.reading_order import LARGER, Paragraph
from archive.text_marks import PULL_QUOTE, SUBHEAD

LONGEST_SUBHEAD, LONGEST_QUOTE = 100, 400  # characters
NO_END = ".,;:…-"  # what a pull quote or a torn line ends with
LEAST = 12  # letters that distinguish a repeated sentence from a repeated word


def with_display_type(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return paragraphs with the marks of subheads and pull quotes; the first may be a deck and has none."""
    text = _text_type(paragraphs)
    running = _letters("".join(one.text for one in paragraphs if not _is_set_off(one, text)))
    following = [*paragraphs[1:], None][: len(paragraphs)]
    return [
        replace(one, mark=_mark(one, after, text, running)) if number and not one.mark else one
        for number, (one, after) in enumerate(zip(paragraphs, following, strict=True))
    ]


def _mark(one: Paragraph, after: Paragraph | None, text: Paragraph, running: str) -> str:
    if _is_subhead(one, after, text):
        return SUBHEAD
    return PULL_QUOTE if _is_pull_quote(one, text, running) else ""


def _text_type(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Return a paragraph in the type in which most of the letters are set."""
    letters = sum(len(one.text) for one in paragraphs)
    seen = 0
    for one in sorted(paragraphs, key=lambda one: (one.size, one.weight)):
        seen += len(one.text)
        if 2 * seen >= letters:
            return one
    return Paragraph("", 1.0)


def _is_set_off(one: Paragraph, text: Paragraph) -> bool:
    is_bolder = one.size >= 0.95 * text.size and is_heavier(one.weight, text.weight)
    return one.size >= LARGER * text.size or is_bolder


def _is_subhead(one: Paragraph, after: Paragraph | None, text: Paragraph) -> bool:
    is_short = len(one.text) <= LONGEST_SUBHEAD and one.text[-1:] not in NO_END and not one.text[:1].islower()
    has_words = sum(map(str.isalpha, one.text)) >= 3
    stands_above_text = after is not None and after.size < LARGER * text.size
    return _is_set_off(one, text) and is_short and has_words and stands_above_text


def _is_pull_quote(one: Paragraph, text: Paragraph, running: str) -> bool:
    """Return whether a paragraph repeats the text in other type, or is a sentence in larger type."""
    letters = _letters(one.text)
    if not _is_set_off(one, text) or not len(letters) >= LEAST or len(one.text) > LONGEST_QUOTE:
        return False
    return letters in running or one.size >= LARGER * text.size


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())
