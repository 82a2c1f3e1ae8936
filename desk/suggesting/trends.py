"""Trends that a text speaks of, by their names and synonyms."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from articles.models import Trend

MOST_SUGGESTIONS = 8
WORD = re.compile(r"\w+")
# “AR” is a trend, “ar” is Welsh: so short a term in capitals is meant only in capitals.
LONGEST_ACRONYM = 3

Words = tuple[str, ...]


class Suggestion(NamedTuple):
    """A trend, and the words of the text that mean it."""

    trend: Trend
    words: str


def suggest_trends(text: str, *, chosen: Sequence[int] = ()) -> list[Suggestion]:
    """Return the trends that a text names, the most frequent first, without those that are chosen and retired ones."""
    counts: Counter[int] = Counter()
    found: dict[int, Suggestion] = {}
    for trend, words in _mentions(text, _vocabulary()):
        if trend.pk not in chosen:
            counts[trend.pk] += 1
            found.setdefault(trend.pk, Suggestion(trend, words))
    return [found[key] for key, _count in counts.most_common(MOST_SUGGESTIONS)]


def _vocabulary() -> dict[Words, Trend]:
    trends = Trend.objects.offered(()).prefetch_related("synonyms")
    named = ((trend, name) for trend in trends for name in (trend.name, *(one.name for one in trend.synonyms.all())))
    return {words: trend for trend, name in named if (words := tuple(map(_fold, _words(name))))}


def _words(text: str) -> list[str]:
    """Return the words; accents that stand behind their letters would cut them."""
    return WORD.findall(unicodedata.normalize("NFC", text))


def _fold(word: str) -> str:
    """Return a word without accents and, unless it is an acronym, without capitals."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return bare if len(bare) <= LONGEST_ACRONYM and bare.isupper() else bare.casefold()


def _mentions(text: str, vocabulary: Mapping[Words, Trend]) -> Iterator[tuple[Trend, str]]:
    """Find the longest terms: who writes of community science does not write of science."""
    words = _words(text)
    folded, longest = list(map(_fold, words)), max(map(len, vocabulary), default=0)
    place = 0
    while place < len(folded):
        ends = range(min(place + longest, len(folded)), place, -1)
        end = next((end for end in ends if tuple(folded[place:end]) in vocabulary), None)
        if end:
            yield vocabulary[tuple(folded[place:end])], " ".join(words[place:end])
        place = end or place + 1
