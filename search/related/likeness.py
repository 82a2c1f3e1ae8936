"""Similarity of pieces: shared trends, weighted by rarity, the words of heading and summary, and freshness."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

TRENDS, WORDS, FRESHNESS = 0.6, 0.3, 0.1
HALF_LIFE = 3 * 365.25  # days
MOST, MOST_BY_THE_SAME = 4, 2
LEAST = 0.15  # below this, candidates are only fresh, not similar


@dataclass(frozen=True)
class Features:
    """The features of a piece that are compared; words are stems."""

    key: int
    trends: frozenset[int]
    words: frozenset[str]
    people: frozenset[int]
    day: date | None


@dataclass(frozen=True)
class Rarity:
    """The weights of shared trends and words: the rarer, the higher."""

    pieces: int
    trends: Mapping[int, int]
    words: Counter[str]
    compared: int

    def of_trend(self, key: int) -> float:
        """Return the weight of a trend among all pieces."""
        return math.log1p(self.pieces / (1 + self.trends.get(key, 0)))

    def of_word(self, word: str) -> float:
        """Return the weight of a word among the candidates."""
        return math.log1p(self.compared / (1 + self.words[word]))


def related(piece: Features, others: Sequence[Features], rarity: Rarity, today: date) -> list[int]:
    """Return the keys of the most similar pieces, in order; at most two of them by the same people.

    If there are too few others, the rest may be by the same people too.
    """
    scores = {other.key: _score(piece, other, rarity, today) for other in others}
    alike = sorted((one for one in others if scores[one.key] >= LEAST), key=lambda one: (-scores[one.key], -one.key))
    chosen: list[Features] = []
    for other in alike:
        same = sum(bool(one.people & piece.people) for one in chosen)
        if not other.people & piece.people or same < MOST_BY_THE_SAME:
            chosen.append(other)
    # More by the same people would be a list of theirs.
    if chosen and all(one.people & piece.people for one in chosen):
        strangers = [one for one in others if not one.people & piece.people]
        chosen += sorted(strangers, key=lambda one: (-scores[one.key], -one.key))[:1]
    return [one.key for one in chosen[:MOST]]


def _score(piece: Features, other: Features, rarity: Rarity, today: date) -> float:
    trends = _cosine(piece.trends, other.trends, rarity.of_trend)
    words = _cosine(piece.words, other.words, rarity.of_word)
    if not trends and not words:
        return 0.0
    return TRENDS * trends + WORDS * words + FRESHNESS * _freshness(other.day, today)


def _cosine(ours: frozenset, theirs: frozenset, weight: Callable[[Any], float]) -> float:
    """Return the cosine similarity of two weighted sets: 1 if they are equal, 0 if they share nothing."""
    shared = _length(ours & theirs, weight)
    return shared / math.sqrt(_length(ours, weight) * _length(theirs, weight)) if shared else 0.0


def _length(found: Iterable, weight: Callable[[Any], float]) -> float:
    return sum(weight(one) ** 2 for one in found)


def _freshness(day: date | None, today: date) -> float:
    age = max(0, (today - day).days) if day else math.inf
    return 0.5 ** (age / HALF_LIFE)
