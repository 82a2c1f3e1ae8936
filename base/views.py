"""Answers that belong to no app in particular: errors, robots, the stylesheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from base.assets import stylesheet as current_stylesheet


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def stylesheet(request: HttpRequest, version: str) -> HttpResponse:
    """The stylesheet; its address changes with its content."""
    return HttpResponse(current_stylesheet(), content_type="text/css; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read (RFC 9309)."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is here, or nobody may see it."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; the page must not need what may be broken, so it asks no database."""
    return render(request, "500.html", status=500)
