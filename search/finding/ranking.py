"""The order of the best matches: position of the words, matches of whole names, and age.

Each index ranks matches in its own way. The best of them are ranked again here, with the same rule for
both databases.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from search.finding.clauses import Clause
from search.finding.query import Query
from search.models import SearchDocument, filled_up

TITLE, NAME, TREND, SUMMARY, TEXT = 1.0, 0.9, 0.6, 0.45, 0.12
WHOLE_TITLE, PHRASE_IN_TITLE, PHRASE_IN_SUMMARY = 1.5, 0.3, 0.1
NAMED_PROFILE = 0.8  # a person, an institution or a trend whose name holds all that was typed
WHOLE_PROFILE = 2.0
BESIDE_NAME = 0.6  # of a profile whose name does not: the pieces are more to the point
MEANT, MOSTLY = 0.7, 0.6
BY_INDEX = 0.5
NEWNESS = 0.15
HALF_LIFE = 4 * 365.25  # days


@dataclass(frozen=True)
class Candidate:
    """A match with everything that its rank depends on; words are stems separated by spaces."""

    key: int
    kind: str
    date: date | None
    facets: frozenset[str]
    title: str
    names: str
    trends: str
    summary: str
    by_index: float


def candidates(ranked: Sequence[tuple[int, float]]) -> list[Candidate]:
    """Load what the index found best."""
    ranks = dict(ranked)
    best = max(ranks.values(), default=0) or 1
    rows = SearchDocument.objects.rows_by_key(*filled_up(ranks))
    return [_candidate(row, ranks[row[0]] / best) for row in rows]


def _candidate(row: tuple[Any, ...], by_index: float) -> Candidate:
    key, kind, day, facets, *fields = row
    title, names, trends, summary = (f" {text} " for text in fields)
    return Candidate(key, kind, day, frozenset(facets.split()), title, names, trends, summary, by_index)


def in_order(found: Sequence[Candidate], query: Query, clauses: Sequence[Clause], *, profiles: set[str]) -> list[int]:
    """Return the keys, the best match first."""
    places = [[_place(one, clause) for clause in clauses] for one in found]
    weights, asked, today = _weights(places, clauses), query.key, timezone.localdate()
    scored = []
    for one, its_places in zip(found, places, strict=True):
        is_profile = one.kind in profiles
        score = sum(weight * place for weight, place in zip(weights, its_places, strict=True))
        score += BY_INDEX * one.by_index + _whole_names(one, asked, is_profile) + NEWNESS * _newness(one.date, today)
        scored.append((_as_profile(score, _said(its_places, clauses)) if is_profile else score, one.key))
    return [key for _score, key in sorted(scored, reverse=True)]


def _weights(places: Sequence[Sequence[float]], clauses: Sequence[Clause]) -> list[float]:
    """Return the weights of clauses: the fewer headings contain one, the higher."""
    weights = []
    for number, clause in enumerate(clauses):
        holding = sum(its_places[number] > TEXT for its_places in places)
        weights.append(math.log(2 + len(places) / (1 + holding)) * (1 if clause.is_needed else 0.1))
    total = sum(weights) or 1
    return [weight / total for weight in weights]


def _said(places: Sequence[float], clauses: Sequence[Clause]) -> list[float]:
    """Leave out initials, which no name holds."""
    pairs = zip(places, clauses, strict=True)
    return [place for place, clause in pairs if not (clause.word and clause.word.is_initial)]


def _as_profile(score: float, places: Sequence[float]) -> float:
    """Return the score of a person, an institution or a trend: high where the name was typed, else low."""
    named = sum(place >= MEANT for place in places) / max(1, len(places))
    return score + NAMED_PROFILE * named if named >= MOSTLY else score * BESIDE_NAME


def _place(one: Candidate, clause: Clause) -> float:
    """Return the weight of the best place of a clause; the words as typed count most."""
    best = TEXT
    for number, meaning in enumerate(clause.meanings):
        best = max(best, _place_of(one, f" {meaning} ") * (1 if number == 0 else 0.8))
    if clause.facets and not one.facets.isdisjoint(clause.facets):
        best = max(best, TREND)
    return best


def _place_of(one: Candidate, text: str) -> float:
    if text in one.title or _all_in(text, one.title):
        return TITLE
    if _all_in(text, one.names.replace("|", " ")):
        return NAME
    if _all_in(text, one.trends):
        return TREND
    return SUMMARY if _all_in(text, one.summary) else TEXT


def _all_in(text: str, field: str) -> bool:
    return all(f" {word} " in field for word in text.split())


def _whole_names(one: Candidate, asked: str, is_profile: bool) -> float:
    if asked and asked in one.names and asked in one.names.strip().split("|"):
        return WHOLE_PROFILE if is_profile else WHOLE_TITLE
    if " " not in asked:
        return 0
    phrase = f" {asked} "
    return PHRASE_IN_TITLE if phrase in one.title else PHRASE_IN_SUMMARY if phrase in one.summary else 0


def _newness(day: date | None, today: date) -> float:
    return 0.5 ** (max(0, (today - day).days) / HALF_LIFE) if day else 0.5


def best_first(ranked: Iterable[int], others: Iterable[int]) -> list[int]:
    """Return keys that were ranked, then all others."""
    return list(dict.fromkeys([*ranked, *others]))
