"""Which trends a piece that has none may belong to: those whose name or synonym stands in it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from articles.models import Trend

WORD = re.compile(r"\w+")
LONGEST = 5  # words of a name
WEIGHTS = (("title", 3), ("deck", 2), ("teaser", 2), ("full_text", 1))
MOST_IN_TEXT = 3  # a word that is said ten times says no more than one said three times
LEAST, MOST = 2, 3
Phrases = Mapping[tuple[str, ...], Trend]


def known_phrases() -> Phrases:
    """Return the names and synonyms of all trends that can be chosen, as sequences of words."""
    trends = Trend.objects.offered([]).prefetch_related("synonyms")
    names = ((name, trend) for trend in trends for name in (trend.name, *map(str, trend.synonyms.all())))
    return {tuple(_words(name)[:LONGEST]): trend for name, trend in names}


def suggestions(piece: Any, phrases: Phrases) -> list[Trend]:
    """Return up to three trends, the likeliest first: what a headline says counts more than what a text says."""
    scores: Counter[Trend] = Counter()
    for name, weight in WEIGHTS:
        found = Counter(_found(_words(str(getattr(piece, name, "") or "")), phrases))
        scores.update({trend: weight * min(count, MOST_IN_TEXT) for trend, count in found.items()})
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0].name))
    return [trend for trend, score in ranked if score >= LEAST][:MOST]


def _found(words: Sequence[str], phrases: Phrases) -> Iterator[Trend]:
    for start in range(len(words)):
        for length in range(LONGEST, 0, -1):
            if trend := phrases.get(tuple(words[start : start + length])):
                yield trend
                break


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    return [_singular(word) for word in WORD.findall(plain)]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
