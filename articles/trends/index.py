"""What the index of trends shows: groups, small lines, and what is rising."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from articles.models import Trend, TrendFigures, TrendGroup
from base.clock import today
from base.drawing.sparkline import Sparkline, sparkline

MOST_RISING = 6


@dataclass(frozen=True)
class TrendLine:
    """A trend, how often it was written about, and a drawing of that over the years."""

    trend: Trend
    total: int
    recent: int
    earlier: int
    drawing: Sparkline | None
    spoken: str


@dataclass(frozen=True)
class Shelf:
    """A group of trends."""

    group: TrendGroup
    lines: Sequence[TrendLine]


@dataclass(frozen=True)
class TrendIndex:
    """The vocabulary; all lines begin and end with the same years."""

    shelves: Sequence[Shelf]
    rising: Sequence[TrendLine]
    first_year: int
    last_year: int

    @property
    def trends(self) -> Iterator[Trend]:
        """All of its trends."""
        return (line.trend for shelf in self.shelves for line in shelf.lines)


def trend_index() -> TrendIndex:
    """Return the index; the number of queries does not grow with the vocabulary."""
    offered = Trend.objects.public().exclude(status=Trend.Status.RETIRED)
    terms = offered.select_related("figures").prefetch_related("synonyms")
    groups = list(TrendGroup.objects.prefetch_related(Prefetch("trends", terms)))
    known = [figures for group in groups for trend in group.trends.all() if (figures := figures_of(trend))]
    first, last = min((one.first_year for one in known), default=today().year), today().year
    lines = {trend.pk: trend_line(trend, first, last) for group in groups for trend in group.trends.all()}
    rising = [lines[key] for key in TrendFigures.objects.rising().values_list("pk", flat=True) if key in lines]
    shelves = [Shelf(group, [lines[trend.pk] for trend in group.trends.all()]) for group in groups]
    return TrendIndex([shelf for shelf in shelves if shelf.lines], rising[:MOST_RISING], first, last)


def figures_of(trend: Trend) -> TrendFigures | None:
    """Return what was counted of a trend; None where it is new."""
    return getattr(trend, "figures", None)


def trend_line(trend: Trend, first: int, last: int) -> TrendLine:
    """Return the line of a trend between two years."""
    figures = figures_of(trend)
    if figures is None or not figures.total:
        return TrendLine(trend, 0, 0, 0, None, "")
    counts = figures.counts(first, last)
    drawing = sparkline(counts)
    return TrendLine(trend, figures.total, figures.recent, figures.earlier, drawing, _in_words(counts, first))


def _in_words(counts: Sequence[int], first: int) -> str:
    """Describe a line to those who do not see it."""
    written = [first + place for place, count in enumerate(counts) if count]
    most = max(counts)
    period = f"{written[0]}–{written[-1]}" if written[0] < written[-1] else f"{written[0]}"
    return f"{period}, most in {first + counts.index(most)}: {most}"
