"""Up to four trends on one timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Trend
from articles.trends.index import figures_of
from base.drawing.chart_shapes import Chart
from base.drawing.charts import Cell, chart
from base.drawing.end_labels import with_end_labels
from base.pages.former_slugs import current_slug
from base.spreadsheets.writing import BYTE_ORDER_MARK, write_csv

MOST = 4
LETTERS = "ABCD"


@dataclass(frozen=True)
class Asked:
    """The trends of a URL, with unknown slugs, and trends above the limit."""

    trends: Sequence[Trend]
    unknown: Sequence[str] = ()
    left_out: Sequence[Trend] = ()

    @property
    def query(self) -> str:
        """The canonical query: all slugs in alphabetical order."""
        return urlencode([("trend", slug) for slug in sorted({*(one.slug for one in self.all), *self.unknown})])

    @property
    def all(self) -> list[Trend]:
        """All existing trends, including those above the limit."""
        return [*self.trends, *self.left_out]

    @property
    def comparable(self) -> str:
        """The query for the trends shown."""
        return urlencode([("trend", one.slug) for one in self.trends])


@dataclass(frozen=True)
class Comparison:
    """The pieces on some trends year by year: as a chart, and as rows below a heading with the trends' names."""

    trends: Sequence[Trend]
    rows: Sequence[Sequence[Cell]]
    chart: Chart | None


def read_query(slugs: Iterable[str]) -> Asked:
    """Resolve slugs, including former ones; each trend counts once."""
    wanted = sorted({slug.strip() for slug in slugs if slug.strip()})
    found = _trends(wanted)
    moved = {slug: _present(slug) for slug in wanted if slug not in found}
    found |= _trends([slug for slug in moved.values() if slug])
    trends = sorted(found.values(), key=lambda trend: trend.slug)
    unknown = [slug for slug, present in moved.items() if present not in found]
    return Asked(trends[:MOST], unknown, trends[MOST:])


def _trends(slugs: Sequence[str]) -> dict[str, Trend]:
    found = Trend.objects.public().filter(slug__in=slugs).select_related("figures") if slugs else ()
    return {trend.slug: trend for trend in found}


def _present(slug: str) -> str:
    try:
        return current_slug(Trend, slug)
    except Http404:
        return ""


def compare(trends: Sequence[Trend]) -> Comparison:
    """Return the comparison; without a chart if there is nothing on any of them."""
    known = [figures for trend in trends if (figures := figures_of(trend))]
    if not any(one.total for one in known):
        return Comparison(trends, [], None)
    years = range(min(one.first_year for one in known), max(one.month.year for one in known) + 1)
    columns = [_counts(trend, years) for trend in trends]
    rows: list[list[Cell]] = [[_("Year"), *(trend.name for trend in trends)]]
    rows += [[str(year), *counts] for year, *counts in zip(years, *columns, strict=True)]
    return Comparison(trends, rows, _drawn(rows))


def _counts(trend: Trend, years: range) -> list[int]:
    figures = figures_of(trend)
    return figures.counts(years[0], years[-1]) if figures else [0] * len(years)


def _drawn(rows: Sequence[Sequence[Cell]]) -> Chart | None:
    drawing = chart("line", rows)
    names = [str(name) for name in rows[0][1:]]
    if drawing is None or len(names) == 1:
        return drawing
    legend = [f"{letter}: {name}" for letter, name in zip(LETTERS, names, strict=False)]
    return with_end_labels(replace(drawing, legend=legend), LETTERS[: len(names)])


def comparison_csv(comparison: Comparison) -> str:
    """Return the numbers as CSV."""
    return BYTE_ORDER_MARK + write_csv(comparison.rows)


def comparison_url(asked: Asked, route: str = "trends_compare") -> str:
    """Return the URL of a comparison, or of its files."""
    return f"{reverse(route)}?{asked.comparable}" if asked.trends else reverse(route)
