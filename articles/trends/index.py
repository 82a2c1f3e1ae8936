"""The index of trends: groups, sparklines, and rising trends.

Its rows are plain values: the whole vocabulary is on one page, and creating as many model instances would take
longer than the query.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from articles.models import Trend, TrendFigures, TrendSynonym
from articles.models.trend_figures import LEAST_PIECES, LEAST_RISE
from base.clock import today
from base.drawing.sparkline import Sparkline, sparkline

MOST_RISING = 6
OF_FIGURES = ("years", "total", "recent", "earlier", "rise", "month")
COLUMNS = ("pk", "name", "slug", "status", "group", "group__name", *(f"figures__{name}" for name in OF_FIGURES))


@dataclass(frozen=True)
class TrendLine:
    """A trend, its number of pieces, and a sparkline of that over the years."""

    name: str
    url: str
    is_emerging: bool
    synonyms: str
    total: int
    recent: int
    earlier: int
    rise: float
    drawing: Sparkline | None
    spoken: str

    @property
    def is_rising(self) -> bool:
        """Return whether it is listed at the top of the page."""
        return self.recent >= LEAST_PIECES and self.rise >= LEAST_RISE


@dataclass(frozen=True)
class Shelf:
    """A group of trends."""

    key: int
    name: str
    lines: Sequence[TrendLine]


@dataclass(frozen=True)
class TrendIndex:
    """The vocabulary; all sparklines cover the same years."""

    shelves: Sequence[Shelf]
    rising: Sequence[TrendLine]
    first_year: int
    last_year: int

    @property
    def urls(self) -> Iterator[str]:
        """The URLs of all its trends."""
        return (line.url for shelf in self.shelves for line in shelf.lines)


def trend_index() -> TrendIndex:
    """Return the index, in a number of queries that does not grow with the vocabulary."""
    offered = Trend.objects.public().exclude(status=Trend.Status.RETIRED)
    rows = list(offered.order_by("group__sort_order", "group__name", "name").values_list(*COLUMNS, named=True))
    synonyms, last = _synonyms(), today().year
    first = min((_figures(row).first_year for row in rows), default=last)
    shelves: dict[tuple[int, str], list[TrendLine]] = defaultdict(list)
    for row in rows:
        shelves[row.group, row.group__name].append(_line(row, synonyms[row.pk], first, last))
    rising = sorted(
        (line for lines in shelves.values() for line in lines if line.is_rising), key=lambda line: -line.rise
    )
    return TrendIndex(
        [Shelf(key, name, lines) for (key, name), lines in shelves.items()], rising[:MOST_RISING], first, last
    )


def _synonyms() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for trend, name in TrendSynonym.objects.values_list("trend", "name"):
        found[trend].append(name)
    return found


def _figures(row: Any) -> TrendFigures:
    """Return the figures of a row; empty ones for a new trend."""
    if row.figures__month is None:
        return TrendFigures(month=today())
    return TrendFigures(**{name: getattr(row, f"figures__{name}") for name in OF_FIGURES})


def figures_of(trend: Trend) -> TrendFigures | None:
    """Return the figures of a trend, or None for a new one."""
    return getattr(trend, "figures", None)


def _line(row: Any, synonyms: Sequence[str], first: int, last: int) -> TrendLine:
    figures = _figures(row)
    counts = figures.counts(first, last) if figures.total else []
    return TrendLine(
        name=row.name,
        url=reverse("trend", args=[row.slug]),
        is_emerging=row.status == Trend.Status.EMERGING,
        synonyms=", ".join(synonyms),
        total=figures.total,
        recent=figures.recent,
        earlier=figures.earlier,
        rise=figures.rise,
        drawing=sparkline(counts) if counts else None,
        spoken=_in_words(counts, first) if counts else "",
    )


def _in_words(counts: Sequence[int], first: int) -> str:
    """Describe a sparkline for screen readers."""
    written = [first + place for place, count in enumerate(counts) if count]
    most = max(counts)
    period = f"{written[0]}–{written[-1]}" if written[0] < written[-1] else f"{written[0]}"
    return f"{period}, most in {first + counts.index(most)}: {most}"
