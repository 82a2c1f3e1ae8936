"""Search over everything that is published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from base.views import read_only
from members.reading.access import get_reader_without_vary, mark_no_store
from search.presentation import rows
from search.service import Found, find

RESULTS_A_PAGE = 12
LONGEST_QUERY = 200
NOTHING = Found((), 0)


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """Pieces that contain all words of the query, the best match first."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    number = _page_number(request)
    start, reader = (number - 1) * RESULTS_A_PAGE, get_reader_without_vary(request)
    found = find(query, reader, start=start, stop=start + RESULTS_A_PAGE) if query else NOTHING
    context = {
        "query": query,
        "rows": rows(found.pages, request),
        "number": number,
        "has_next": found.total > start + len(found.pages) > start,
        "total": found.total,
        "reads_all": reader.reads_all,
    }
    response = render(request, "search/search.html", context)
    return mark_no_store(response) if reader.reads_all else response


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return max(1, int(typed)) if typed.isdecimal() and len(typed) < 5 else 1
