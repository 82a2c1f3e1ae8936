"""Search over everything that is published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.cards import cards
from articles.models import ArticlePage

RESULTS_A_PAGE = 12
LONGEST_QUERY = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Articles that contain all words of the query, the best match first."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    number = _page_number(request)
    start = (number - 1) * RESULTS_A_PAGE
    results = (
        ArticlePage.objects.published().search(query, operator="and") if query else ArticlePage.objects.none()
    )
    found = list(results[start : start + RESULTS_A_PAGE + 1])
    loaded = ArticlePage.objects.with_byline().in_bulk([article.pk for article in found[:RESULTS_A_PAGE]])
    context = {
        "query": query,
        "cards": cards([loaded[a.pk] for a in found[:RESULTS_A_PAGE]], request),
        "number": number,
        "has_next": len(found) > RESULTS_A_PAGE,
        "total": results.count() if query else 0,
    }
    return render(request, "search/search.html", context)


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return max(1, int(typed)) if typed.isdecimal() and len(typed) < 5 else 1
