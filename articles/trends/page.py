"""The content of a trend's page besides its articles."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import content_sources
from articles.content_sources import Line
from articles.models import KeyArticle, Trend, TrendFigures
from articles.trends.counting import SHOWN
from articles.trends.index import figures_of
from base.drawing.chart_shapes import Chart
from base.drawing.charts import Cell, chart

TIED = 6
Ranking = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Tie:
    """Something that often appears together with a trend; the number is 0 if editors chose it."""

    name: str
    url: str
    count: int = 0


@dataclass(frozen=True)
class Timeline:
    """The number of pieces of each year: as a chart, as rows, and the sum of each source."""

    chart: Chart
    rows: Sequence[Sequence[Cell]]
    sums: Sequence[tuple[str, int, int, int]]  # name, first year, last year, pieces


@dataclass(frozen=True)
class TrendProfile:
    """The content of a trend's first page besides its articles."""

    timeline: Timeline | None
    key_articles: Sequence[Line]
    people: Sequence[Tie]
    institutions: Sequence[Tie]
    neighbours: Sequence[Tie]
    see_also: Sequence[Tie]


def trend_profile(trend: Trend, request: HttpRequest) -> TrendProfile:
    """Return the profile of a trend, without what is not public."""
    figures = figures_of(trend) or TrendFigures(trend=trend)
    named = _named(trend, figures)
    return TrendProfile(
        timeline=timeline(figures) if figures.total else None,
        key_articles=content_sources.lines([key for key, _name, _slug in named["key"]], request),
        people=_ranked(figures.people, named["contributor"], "contributor"),
        institutions=_ranked(figures.institutions, named["institution"], "institution"),
        neighbours=_ranked(figures.neighbours, named["neighbour"], "trend"),
        see_also=[Tie(name, reverse("trend", args=[slug])) for _key, name, slug in sorted(named["also"], key=_by_name)],
    )


def _by_name(row: tuple[int, str, str]) -> str:
    return row[1].casefold()


def _named(trend: Trend, figures: TrendFigures) -> dict[str, list[tuple[int, str, str]]]:
    """Return the public keys, names and slugs of everything that a trend names, by type."""
    rankings = (figures.people, figures.institutions, figures.neighbours)
    keys = [key for ranking in rankings for key in _keys(ranking)]
    found = KeyArticle.objects.named_with(trend.pk, *keys, ties=SHOWN)
    named: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for what, key, name, slug, _place in sorted(found, key=lambda row: row[4] or 0):
        named[what].append((key, name, slug))
    return named


def _keys(ranking: Ranking) -> list[int]:
    """Return the keys, padded with 0: the query takes the same number for every trend."""
    keys = [key for key, _count in ranking[:SHOWN]]
    return keys + [0] * (SHOWN - len(keys))


def _ranked(ranking: Ranking, named: Iterable[tuple[int, str, str]], route: str) -> list[Tie]:
    known = {key: (name, slug) for key, name, slug in named}
    found = [(*known[key], count) for key, count in ranking if key in known]
    return [Tie(name, reverse(route, args=[slug]), count) for name, slug, count in found[:TIED]]


def timeline(figures: TrendFigures) -> Timeline | None:
    """Return the timeline, with the pieces of each source side by side."""
    first, last = figures.first_year, figures.month.year
    names = [str(source.name) for source in content_sources.registered()]
    counts = {name: figures.counts_of(place, first, last) for place, name in enumerate(names)}
    shown = {name: column for name, column in counts.items() if any(column)}
    years = range(first, last + 1)
    rows: list[list[Cell]] = [[_("Year"), *shown]]
    rows += [[str(year), *values] for year, *values in zip(years, *shown.values(), strict=True)]
    drawing = chart("column", rows)
    return Timeline(drawing, rows, [_sum(name, column, first) for name, column in shown.items()]) if drawing else None


def _sum(name: str, counts: Sequence[int], first: int) -> tuple[str, int, int, int]:
    written = [first + place for place, count in enumerate(counts) if count]
    return name, written[0], written[-1], sum(counts)
