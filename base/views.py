"""Answers that belong to no app in particular: errors, robots, the stylesheet."""

import sys
from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from base.outages import outage_of
from base.stylesheet import stylesheet as current_stylesheet
from base.stylesheet import stylesheet_version

View = Callable[..., HttpResponseBase]
RETRY_SECONDS = "60"


def read_only(view: View) -> View:
    """Answer GET and HEAD, and 405 to all else: without an exemption, the check for forgeries would say 403 first."""
    return csrf_exempt(require_safe(view))


# What belongs to one person; nobody keeps it.
personal = cache_control(private=True, no_store=True)


@read_only
def stylesheet(request: HttpRequest, version: str) -> HttpResponse:
    """The stylesheet; browsers keep it for ever, except under an address that belongs to another release."""
    response = HttpResponse(current_stylesheet(), content_type="text/css; charset=utf-8")
    if version == stylesheet_version():
        patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """The rules for crawlers (RFC 9309)."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


@personal
@read_only
def form_token(request: HttpRequest) -> HttpResponse:
    """Return the token that forms need, to a page that could not save; its address asks for a session first."""
    return JsonResponse({"token": get_token(request)})


class Gone(Http404):
    """Something was published here and has been withdrawn."""


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is here, nobody may see it, or it has been withdrawn."""
    status = 410 if isinstance(exception, Gone) else 404
    return render(request, f"{status}.html", status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; the page must not need what may be broken, so it asks no database."""
    outage = outage_of(sys.exc_info()[1])
    response = bare_page(outage.template if outage else "500.html", status=outage.status if outage else 500)
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = RETRY_SECONDS
    return response


def bare_page(template: str, *, status: int) -> HttpResponse:
    """Return a page that brings its own style, because nothing else may be there."""
    policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return HttpResponse(render_to_string(template), status=status, headers=policy)
