"""The comparison of trends: a page, its numbers and its picture, each with a canonical URL."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from articles.models import Trend, TrendGroup
from articles.trends.comparison import (
    MOST,
    Asked,
    compare,
    comparison_csv,
    comparison_url,
    read_query,
)
from base.drawing.picture import picture
from base.views import View, read_only

PICTURE_WIDTH = 960


def at_one_address(view: Callable[[HttpRequest, Asked], HttpResponse]) -> View:
    """Lead any other way of asking for the same trends to the sorted one."""

    @read_only
    @wraps(view)
    def canonical(request: HttpRequest) -> HttpResponse:
        asked = read_query(request.GET.getlist("trend"))
        given = [("trend", slug) for slug in request.GET.getlist("trend")]
        if given != [("trend", slug) for slug in _slugs(asked)]:
            query = f"?{asked.query}" if asked.query else ""
            return HttpResponsePermanentRedirect(f"{request.path}{query}")
        return view(request, asked)

    return canonical


def _slugs(asked: Asked) -> list[str]:
    return sorted({*(trend.slug for trend in asked.all), *asked.unknown})


@at_one_address
def comparison_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Up to four trends on one timeline, and a form to choose them."""
    comparison = compare(asked.trends)
    context: dict[str, Any] = {
        "asked": asked,
        "comparison": comparison,
        "choices": [asked.trends[place] if place < len(asked.trends) else None for place in range(MOST)],
        "groups": _offered(asked),
        "canonical_query": asked.comparable,
    }
    if comparison.chart:
        context |= {
            "csv_url": comparison_url(asked, "trends_compare_csv"),
            "svg_url": comparison_url(asked, "trends_compare_svg"),
        }
    return render(request, "articles/trend_comparison.html", context)


def _offered(asked: Asked) -> list[tuple[TrendGroup, list[Trend]]]:
    """Return the options by group: the terms of the index, and those already chosen."""
    terms = Trend.objects.public().offered([trend.name for trend in asked.trends])
    groups: dict[TrendGroup, list[Trend]] = {}
    for term in terms.select_related("group").order_by("group__sort_order", "group__name", "name"):
        groups.setdefault(term.group, []).append(term)
    return list(groups.items())


@at_one_address
def comparison_data(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The numbers as CSV."""
    comparison = compare(asked.trends)
    if not comparison.rows:
        raise Http404
    return _file(comparison_csv(comparison), "text/csv; charset=utf-8", asked, "csv")


@at_one_address
def comparison_picture(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The chart as a picture."""
    comparison = compare(asked.trends)
    if not comparison.chart:
        raise Http404
    drawn = {"picture": picture(comparison.chart, PICTURE_WIDTH), "url": comparison_url(asked)}
    response = render(request, "articles/trend_comparison.svg", drawn, content_type="image/svg+xml")
    return _as_download(response, asked, "svg")


def _file(content: str, content_type: str, asked: Asked, ending: str) -> HttpResponse:
    return _as_download(HttpResponse(content, content_type=content_type), asked, ending)


def _as_download(response: HttpResponse, asked: Asked, ending: str) -> HttpResponse:
    number = len(asked.trends)
    response["Content-Disposition"] = f'attachment; filename="{number}-trend{"s" if number > 1 else ""}.{ending}"'
    return response
