"""Search over everything that is published."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from articles.models import Trend
from base.views import read_only
from members.reading.access import Reader, get_reader_without_vary, mark_no_store
from search.counting import count_query
from search.finding.find import Results, Scope, find
from search.finding.narrowing import Choice, chosen_facets, facet_groups, parse_choice, taken_back
from search.finding.query import Query, parse_query
from search.indexing.entries import Found
from search.indexing.records import registry
from search.results import lines, pins
from search.suggesting.suggested import suggested
from search.ways_out import ways_out

RESULTS_A_PAGE = 12
LAST_PAGE = 400
TRENDS_SHOWN = 12


@dataclass(frozen=True)
class Asked:
    """A request for results: what was chosen, with its rows in the database, and which page of it."""

    choice: Choice
    chosen: dict[Any, Any]
    number: int

    @property
    def start(self) -> int:
        """The place of the first result of the page."""
        return (self.number - 1) * RESULTS_A_PAGE

    @property
    def is_first(self) -> bool:
        """Whether somebody asks a question, and does not turn pages or narrow the answer."""
        return self.number == 1 and not self.choice.slugs and not self.choice.by_date


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """What matches a query and the facets chosen, the best match first; without either, where to begin."""
    query, reader = parse_query(request.GET.get("q", "")), get_reader_without_vary(request)
    choice = parse_choice(query.typed, request.GET, registry.groups)
    if not choice.typed and not choice.slugs:
        return render(request, "search/search.html", {"choice": choice, "trends": _frequent_trends()})
    asked = Asked(choice, chosen_facets(choice), _page_number(request))
    results = _results(query, asked, reader)
    if asked.is_first and request.method == "GET" and query:
        count_query(query.typed, is_found=bool(results.total) and not results.corrected)
    response = render(request, "search/search.html", _context(asked, results, request))
    return mark_no_store(response) if reader.reads_all else response


def _results(query: Query, asked: Asked, reader: Reader) -> Results:
    facets = tuple(row.pk for row in asked.chosen.values() if row)
    if len(facets) < len(asked.choice.slugs):
        return Results(query, Scope(reader.reads_all), Found.nothing())  # nothing has a value that nobody knows
    return find(query, Scope(reader.reads_all, facets))


def _context(asked: Asked, results: Results, request: HttpRequest) -> dict[str, Any]:
    choice, stop = asked.choice, asked.start + RESULTS_A_PAGE
    keys = (results.newest if choice.by_date else results.best)(asked.start, stop)
    rows = lines(keys, results.stems, request)
    return {
        "query": choice.typed,
        "results": results,
        "rows": rows,
        "pins": pins(choice.typed, request) if asked.is_first else [],
        "facet_groups": facet_groups(results.found, choice, asked.chosen, registry.groups),
        "chosen": taken_back(choice, asked.chosen),
        "choice": choice,
        "number": asked.number,
        "total": results.total,
        "next_url": choice.url(page=asked.number + 1) if results.total > stop and asked.number < LAST_PAGE else "",
        "previous_url": choice.url(page=asked.number - 1) if asked.number > 1 else "",
        "by_relevance_url": choice.sorted_by(date=False).url(),
        "by_date_url": choice.sorted_by(date=True).url(),
        "without_facets_url": choice.looking_for(choice.typed).url(),
        "ways_out": [] if rows else ways_out(results, asked.choice, asked.chosen),
    }


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return min(max(1, int(typed)), LAST_PAGE) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1


def _frequent_trends() -> list[Trend]:
    """Return the trends that most pieces carry, by name."""
    offered = Trend.objects.exclude(status=Trend.Status.RETIRED).filter(figures__total__gt=0)
    frequent = offered.select_related("figures").order_by("-figures__total", "name")[:TRENDS_SHOWN]
    return sorted(frequent, key=lambda trend: trend.name.casefold())


@read_only
def suggest(request: HttpRequest) -> JsonResponse:
    """Names and titles that begin with what was typed so far; the same for everybody."""
    response = JsonResponse({"suggestions": suggested(request.GET.get("q", ""), request)})
    response["Cache-Control"] = "public, max-age=60"
    return response
