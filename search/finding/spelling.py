"""Spelling correction: a known word that is one mistake away, or two words without a space.

All words with one mistake are generated and looked up by key, so the cost does not depend on the number of known
words, and no database extension is needed.
"""

import string
from collections.abc import Callable, Iterator

from search.finding.query import Word, make_word
from search.models import Word as KnownWord

LETTERS = string.ascii_lowercase + string.digits
# Alphabets that are tried as a whole; of others, only the letters of the word itself.
BLOCKS = (("\u0370", "\u03ff"), ("\u0400", "\u045f"), ("\u05d0", "\u05ea"), ("\u0621", "\u064a"))
# Every short word is one mistake away from others; next to other words it is left out instead.
SHORTEST, SHORTEST_AMONG_OTHERS, LONGEST = 4, 5, 24
AT_ONCE = 800
MOST_COUNTED = 12


def corrections(word: Word, count: Callable[[Word], int], *, is_alone: bool) -> list[Word]:
    """Return the likeliest corrections only; `count` returns the number of results for a word."""
    text = word.folded
    if not (SHORTEST if is_alone else SHORTEST_AMONG_OTHERS) <= len(text) <= LONGEST:
        return []
    likely = sorted(_known(set(_one_mistake(text))), key=lambda other: _distance(text, other))[:MOST_COUNTED]
    counted = [(_distance(text, other), -count(make_word(other)), other) for other in likely]
    best = sorted(found for found in counted if found[1])
    return [make_word(best[0][2])] if best else _split(text, count)


def _known(texts: set[str]) -> set[str]:
    asked, found = sorted(texts), set()
    for start in range(0, len(asked), AT_ONCE):
        found |= set(KnownWord.objects.filter(pk__in=asked[start : start + AT_ONCE]).values_list("pk", flat=True))
    return found


def _one_mistake(text: str) -> Iterator[str]:
    letters = _letters(text)
    for place in range(len(text) + 1):
        before, after = text[:place], text[place:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _letters(text: str) -> set[str]:
    letters = {*text, *(LETTERS if text.isascii() else "")}
    for first, last in BLOCKS:
        if any(first <= letter <= last for letter in text):
            letters |= {chr(number) for number in range(ord(first), ord(last) + 1)}
    return letters


def _distance(text: str, other: str) -> int:
    """Return how unlikely a mistake is: the first letter is rarely wrong, while transpositions are common."""
    if sorted(text) == sorted(other):
        return 0
    return (2 if text[0] != other[0] else 1) + (text.rstrip("s") == other.rstrip("s"))


def _split(text: str, count: Callable[[Word], int]) -> list[Word]:
    """Return two known words that were typed as one, with the longest possible first word."""
    places = range(len(text) - 3, 2, -1)
    known = _known({part for place in places for part in (text[:place], text[place:])})
    for place in places:
        parts = [text[:place], text[place:]]
        if known.issuperset(parts) and all(count(make_word(part)) for part in parts):
            return [make_word(part) for part in parts]
    return []
