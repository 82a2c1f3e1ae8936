"""The words of one article, from the paragraphs of its pages."""

import itertools
import re
from collections.abc import Iterable, Sequence

from anyascii import anyascii

from archive.importers.extraction.display_type import with_display_type
from archive.importers.extraction.reading_order import Count, Paragraph, mended
from archive.importers.extraction.set_off import item
from archive.importers.parsing.records import Row
from archive.text_marks import ITEM, is_running_text

TEASER = 320  # characters: two or three sentences
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][”’\"')])\s+")
LONGEST_HEAD = 6  # paragraphs at the top that may be headline, deck and byline


def article_text(row: Row, rows: Iterable[Row], pages: Sequence[Sequence[Paragraph]], count: Count) -> str:
    """Return the text of an article, one empty line between paragraphs, without its headline and byline.

    On a page that it shares with a neighbour, it runs from its own headline to the neighbour's. `count` returns how
    often a word is spelled that way in the issue.
    """
    whole = [paragraph for page in pages for paragraph in page]
    start, length = _headline(row.title, whole)
    others = [other.title for other in rows if other is not row and _shares(row, other)]
    ends = [at for title in others for at, size in [_headline(title, whole)] if size and at > start]
    # Above the headline there may be text of a neighbour, or a deck of its own.
    has_neighbour_above = any(other is not row and other.last_page == row.first_page for other in rows)
    kept = whole[start if has_neighbour_above and length else 0 : min(ends, default=len(whole))]
    body = _without_head(row, kept)
    return _written(mended(with_display_type(body), count))


def _written(paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs as one text, with their marks; list items are not separated by empty lines."""
    lists = itertools.groupby(paragraphs, key=lambda one: one.mark == ITEM)
    parts = (
        ["\n".join(item(one.text) for one in run)] if is_list else [f"{one.mark}{one.text}" for one in run]
        for is_list, run in lists
    )
    return "\n\n".join(itertools.chain.from_iterable(parts))


def _shares(row: Row, other: Row) -> bool:
    return row.first_page <= other.first_page <= row.last_page


def _headline(title: str, whole: Sequence[Paragraph]) -> tuple[int, int]:
    """Return the position of a headline and the number of its paragraphs, 0 if it is not found."""
    wanted = _letters(title)
    for at in range(len(whole)):
        seen = ""
        for size, paragraph in enumerate(whole[at : at + 4], 1):
            seen += _letters(paragraph.text)
            if seen == wanted:
                return at, size
            if not wanted.startswith(seen):
                break
    return 0, 0


def _without_head(row: Row, whole: list[Paragraph]) -> list[Paragraph]:
    """Take away what the page of the article shows above its text: headline, department, byline."""
    at, size = _headline(row.title, whole)
    head = set(range(at, at + size)) if at < LONGEST_HEAD else set()
    names = [_letters(byline.name) for byline in row.bylines]
    for index, paragraph in enumerate(whole[: at + size + LONGEST_HEAD]):
        letters = _letters(paragraph.text)
        is_byline = len(paragraph.text) < 240 and letters.startswith(("by", "interview", *names))
        if letters == _letters(row.department) or (is_byline and any(name in letters for name in names)):
            head.add(index)
    return [paragraph for index, paragraph in enumerate(whole) if index not in head]


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(text).casefold())


def teaser_of(text: str, most: int = TEASER) -> str:
    """Return the first sentences of a text, as many as fit, or a part of a first one that is too long."""
    parts = [part for part in text.split("\n\n") if is_running_text(part)] or [""]
    paragraph = next((part for part in parts if len(part) > 60), parts[0])
    teaser = ""
    for sentence in SENTENCE_END.split(paragraph):
        if len(teaser) + len(sentence) >= most:
            break
        teaser = f"{teaser} {sentence}".strip()
    if teaser or len(paragraph) < most:
        return teaser or paragraph
    return f"{paragraph[:most].rsplit(' ', 1)[0].rstrip(',;:–— ')} …"
