"""Excerpts that show why something was found, with the words of the query marked."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.indexing import tokens

LONGEST = 240
BEFORE = 60
READ = 40_000  # characters of a text that are looked through
MOST_MARKS = 60


class Mark(NamedTuple):
    """A word of the query in a text."""

    start: int
    stop: int
    stem: str


class OneToOne(dict[int, str]):
    """Folds character by character, so that every one keeps its place."""

    def __missing__(self, number: int) -> str:
        folded = tokens.fold(chr(number))
        self[number] = folded[0] if folded else chr(number)
        return self[number]


_folding = OneToOne()


def marks(text: str, stems: Collection[str]) -> list[Mark]:
    """Return the positions of the query's words in a text, with their stems."""
    pattern = _pattern(frozenset(stems))
    if pattern is None:
        return []
    folded = text.lower() if text.isascii() else text.translate(_folding)
    return list(_marks(folded[:READ], pattern, frozenset(stems)))


def _marks(folded: str, pattern: re.Pattern[str], stems: frozenset[str]) -> Iterator[Mark]:
    found = 0
    for match in pattern.finditer(folded):
        stem = match[0] if tokens.UNSPACED.fullmatch(match[0]) else tokens.stem(match[0])
        if stem in stems or tokens.UNSPACED.search(match[0]):
            yield Mark(match.start(), match.end(), stem)
            found += 1
            if found == MOST_MARKS:
                return


@lru_cache(maxsize=1000)
def _pattern(stems: frozenset[str]) -> re.Pattern[str] | None:
    """Return a pattern for words that may have one of the stems: those with the same beginning."""
    unspaced = [re.escape(stem) for stem in stems if tokens.UNSPACED.fullmatch(stem)]
    beginnings = sorted({_beginning(stem) for stem in stems if not tokens.UNSPACED.fullmatch(stem)}, key=len)
    parts = [f"\\b(?:{'|'.join(map(re.escape, beginnings))})\\w*"] if beginnings else []
    parts += unspaced
    return re.compile("|".join(parts)) if parts else None


def _beginning(stem: str) -> str:
    """Return what all words of a stem begin with; the stem of “communities” ends otherwise than the word."""
    return stem[:-1] if len(stem) > 4 else stem[:3] if len(stem) == 4 else stem


def marked(text: str, stems: Collection[str]) -> SafeString:
    """Return a short text with the words of the query marked."""
    return _with_marks(text, marks(text, stems), 0, len(text))


def excerpt(texts: Collection[str], stems: Collection[str]) -> SafeString:
    """Return the passage with the most words of the query, or the beginning of the first text if none has any."""
    best: tuple[str, list[Mark], int, int] = ("", [], 0, 0)
    most = -1
    for text in texts:
        found = marks(text, stems)
        start, count = _passage(found)
        if text and count > most:
            most, best = count, (text, found, start, start + LONGEST)
    text, found, start, stop = best
    start, stop = _whole_words(text, start, stop)
    return _with_marks(text, found, start, stop)


def _passage(found: list[Mark]) -> tuple[int, int]:
    """Return where the passage with the most different words begins, and how many there are in it."""
    best, most = 0, 0
    for mark in found:
        begin = max(0, mark.start - BEFORE)
        different = {other.stem for other in found if begin <= other.start and other.stop <= begin + LONGEST}
        if len(different) > most:
            best, most = begin, len(different)
    return best, most


def _whole_words(text: str, start: int, stop: int) -> tuple[int, int]:
    if start > 0:
        start = text.find(" ", start) + 1 or start
    if stop < len(text):
        stop = max(text.rfind(" ", start, stop), start + 1)
    return start, stop


def _with_marks(text: str, found: list[Mark], start: int, stop: int) -> SafeString:
    parts, place = ["… " if start > 0 else ""], start
    for mark in found:
        if mark.start >= place and mark.stop <= stop:
            parts += [escape(text[place : mark.start]), "<mark>", escape(text[mark.start : mark.stop]), "</mark>"]
            place = mark.stop
    parts += [escape(text[place:stop]), " …" if stop < len(text) else ""]
    return mark_safe("".join(parts))  # noqa: S308 - all parts are escaped
