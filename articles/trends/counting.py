"""Count the figures of all trends in one pass over all published pieces."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations
from math import sqrt
from typing import Any

from articles import content_sources
from articles.content_sources import ContentSource
from articles.models import ArticlePage, Trend, TrendFigures

MONTHS = 24
SHOWN = 8  # people, institutions and neighbours
LEAST_TOGETHER = 2
Ranking = list[list[int]]


@dataclass
class Tally:
    """The counts of one trend so far."""

    years: dict[int, list[int]] = field(default_factory=dict)
    recent: int = 0
    earlier: int = 0
    people: Counter[int] = field(default_factory=Counter)
    institutions: Counter[int] = field(default_factory=Counter)
    together: Counter[int] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """The number of pieces."""
        return sum(map(sum, self.years.values()))


@dataclass(frozen=True)
class Piece:
    """A published piece: its month, people, institutions and trends."""

    month: date
    trends: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    institutions: set[int] = field(default_factory=set)


def figures(month: date) -> list[TrendFigures]:
    """Return the unsaved figures of all trends until a month."""
    sources = content_sources.registered()
    tallies: dict[int, Tally] = defaultdict(Tally)
    recent = earlier = 0
    for place, source in enumerate(sources):
        for piece in _pieces(source).values():
            age = _months_between(piece.month, month)
            is_recent, is_earlier = age < MONTHS, MONTHS <= age < 2 * MONTHS
            recent, earlier = recent + is_recent, earlier + is_earlier
            for key in piece.trends:
                tally = tallies[key]
                tally.years.setdefault(piece.month.year, [0] * len(sources))[place] += 1
                tally.recent, tally.earlier = tally.recent + is_recent, tally.earlier + is_earlier
                tally.people.update(piece.people)
                tally.institutions.update(piece.institutions)
            for one, other in permutations(piece.trends, 2):
                tallies[one].together[other] += 1
    keys = list(Trend.objects.order_by("pk").values_list("pk", flat=True))
    rise = _Rise(recent + len(keys), earlier + len(keys))
    return [_figures(key, month, tallies, rise) for key in keys]


@dataclass(frozen=True)
class _Rise:
    """The growth in the share of a trend; one piece is added in both periods, to avoid a division by zero."""

    recent: int
    earlier: int

    def of(self, tally: Tally) -> float:
        return ((tally.recent + 1) / self.recent) / ((tally.earlier + 1) / self.earlier)


def _figures(key: int, month: date, tallies: Mapping[int, Tally], rise: _Rise) -> TrendFigures:
    tally = tallies.get(key, Tally())
    return TrendFigures(
        trend_id=key,
        month=month,
        years={str(year): counts for year, counts in sorted(tally.years.items())},
        total=tally.total,
        recent=tally.recent,
        earlier=tally.earlier,
        rise=round(rise.of(tally), 3),
        people=_most(tally.people),
        institutions=_most(tally.institutions),
        neighbours=_neighbours(key, tallies),
    )


def _most(counts: Counter[int]) -> Ranking:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [list(pair) for pair in ranked[:SHOWN]]


def _neighbours(key: int, tallies: Mapping[int, Tally]) -> Ranking:
    """Rank other trends by the shared pieces, relative to the geometric mean of the pieces of each."""
    tally = tallies.get(key, Tally())
    near = {
        other: count / sqrt(tally.total * tallies[other].total)
        for other, count in tally.together.items()
        if count >= LEAST_TOGETHER
    }
    ranked = sorted(near, key=lambda other: (-near[other], other))
    return [[other, tally.together[other]] for other in ranked[:SHOWN]]


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _pieces(source: ContentSource) -> dict[int, Piece]:
    pieces = {key: Piece(month) for key, month in source.months().items()}
    for key, trend in source.link.objects.values_list("content_object", "tag"):
        if key in pieces:
            pieces[key].trends.add(trend)
    for key, person, place in source.credit.objects.values_list("article", "contributor", "institution"):
        if key in pieces:
            pieces[key].people.add(person)
            pieces[key].institutions.update(_known([place]))
    for key, place in _subjects(source):
        if key in pieces:
            pieces[key].institutions.add(place)
    return pieces


def _known(keys: Sequence[int | None]) -> list[int]:
    return [key for key in keys if key is not None]


def _subjects(source: ContentSource) -> Iterable[tuple[int, int]]:
    """Return the institutions that articles are about."""
    if source.page is not ArticlePage:
        return ()
    about: Any = ArticlePage.institutions.through.objects
    return about.values_list("articlepage_id", "institution_id")
