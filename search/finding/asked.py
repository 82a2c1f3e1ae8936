"""A search request, on the site and in the API: the choice of the client, and its results."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from django.http import QueryDict

from articles.models import Trend
from search.finding.find import Results, Scope, find
from search.finding.narrowing import Choice, chosen_facets, parse_choice
from search.finding.query import Query, parse_query
from search.indexing.entries import Found
from search.indexing.records import registry

RESULTS_A_PAGE = 12
LAST_PAGE = 400
TRENDS_SHOWN = 12


@dataclass(frozen=True)
class Asked:
    """A search request: the choice with its rows in the database, and the page number."""

    query: Query
    choice: Choice
    chosen: dict[Any, Any]
    number: int

    @property
    def start(self) -> int:
        """The index of the first result of the page."""
        return (self.number - 1) * RESULTS_A_PAGE

    @property
    def stop(self) -> int:
        """The index after the last result of the page."""
        return self.start + RESULTS_A_PAGE

    @property
    def is_first(self) -> bool:
        """Return whether the query is new, not another page or narrower version of the last one."""
        return self.number == 1 and not self.choice.slugs and not self.choice.by_date

    @property
    def is_anything(self) -> bool:
        """Return whether anything is searched for."""
        return bool(self.choice.typed or self.choice.slugs)

    def results(self, *, reads_all: bool) -> Results:
        """Return the results for a reader who may read everything, or for the public."""
        facets = tuple(row.pk for row in self.chosen.values() if row)
        if len(facets) < len(self.choice.slugs):
            # An unknown value of a facet matches nothing.
            return Results(self.query, Scope(reads_all), Found.nothing())
        return find(self.query, Scope(reads_all, facets))

    def keys(self, results: Results) -> list[int]:
        """Return the keys of the documents on the page."""
        return (results.newest if self.choice.by_date else results.best)(self.start, self.stop)

    def next_page(self, results: Results) -> int | None:
        """Return the number of the next page, or None at the end."""
        return self.number + 1 if results.total > self.stop and self.number < LAST_PAGE else None

    def last_page(self, results: Results) -> int:
        """Return the number of the last page with results, for a page after it."""
        return min(ceil(results.total / RESULTS_A_PAGE), LAST_PAGE, self.number - 1)


def parse_asked(given: QueryDict) -> Asked:
    """Return the search request of a query string."""
    query = parse_query(given.get("q", ""))
    choice = parse_choice(query.typed, given, registry.groups)
    return Asked(query, choice, chosen_facets(choice), _page_number(given.get("page", "1")))


def _page_number(typed: str) -> int:
    return min(max(1, int(typed)), LAST_PAGE) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1


def frequent_trends() -> list[Trend]:
    """Return the most frequent trends, by name."""
    offered = Trend.objects.exclude(status=Trend.Status.RETIRED).filter(figures__total__gt=0)
    frequent = offered.select_related("figures").order_by("-figures__total", "name")[:TRENDS_SHOWN]
    return sorted(frequent, key=lambda trend: trend.name.casefold())
