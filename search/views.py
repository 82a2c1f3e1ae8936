"""Search over everything that is published."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from base.views import read_only
from members.reading.access import get_reader_without_vary, mark_no_store
from search.counting import count_query
from search.finding.asked import Asked, frequent_trends, parse_asked
from search.finding.find import Results
from search.finding.narrowing import facet_groups, taken_back
from search.indexing.database import current_index
from search.indexing.records import registry
from search.results import lines, pins
from search.suggesting.suggested import suggested
from search.ways_out import ways_out


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """The results of a query and the chosen facets, best match first; without either, a start page."""
    asked, reader = parse_asked(request.GET), get_reader_without_vary(request)
    if not asked.is_anything:
        return render(request, "search/search.html", {"choice": asked.choice, "trends": frequent_trends()})
    with current_index().reading():
        results = asked.results(reads_all=reader.reads_all)
        context = _context(asked, results, request)
    if asked.is_first and request.method == "GET" and asked.query:
        count_query(asked.query.typed, is_found=bool(results.total) and not results.corrected)
    response = render(request, "search/search.html", context)
    return mark_no_store(response) if reader.reads_all else response


def _context(asked: Asked, results: Results, request: HttpRequest) -> dict[str, Any]:
    choice, next_page = asked.choice, asked.next_page(results)
    rows = lines(asked.keys(results), results.stems, request)
    last_page = 0 if rows else asked.last_page(results)
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
        "next_url": choice.url(page=next_page) if next_page else "",
        "previous_url": choice.url(page=asked.number - 1) if asked.number > 1 else "",
        "needs_word": results.query.only_excludes and not choice.slugs,
        "last_page": last_page,
        "last_url": choice.url(page=last_page),
        "by_relevance_url": choice.sorted_by(date=False).url(),
        "by_date_url": choice.sorted_by(date=True).url(),
        "without_facets_url": choice.looking_for(choice.typed).url(),
        "ways_out": [] if rows else ways_out(results, asked.choice, asked.chosen),
    }


@read_only
def suggest(request: HttpRequest) -> JsonResponse:
    """Names and titles that match what was typed so far; the same for every reader."""
    response = JsonResponse({"suggestions": suggested(request.GET.get("q", ""), request)})
    response["Cache-Control"] = "public, max-age=60"
    return response
