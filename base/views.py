"""Answers that belong to no app in particular: errors, robots, the stylesheet."""

import sys
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

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
    """Answer GET and HEAD, and 405 to all others; exempt from CSRF, which would answer 403 first."""
    return csrf_exempt(require_safe(view))


# Personal pages, which no cache may store.
personal = cache_control(private=True, no_store=True)
SECRET = {"Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


def secret_address(view: View) -> View:
    """Decorate a view to send headers that protect its URL, which is itself the key.

    All such URLs begin with `/personal/`, so that web servers and logs omit what follows.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        for name, value in SECRET.items():
            response.headers.setdefault(name, value)
        return response

    return guarded


@read_only
def stylesheet(request: HttpRequest, version: str) -> HttpResponse:
    """The stylesheet; browsers cache it for ever, unless the URL is that of another release."""
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
    """Return a new CSRF token to a page whose session had ended; its URL requires a log-in."""
    return JsonResponse({"token": get_token(request)})


class Gone(Http404):
    """Something was published here and has been withdrawn."""


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The object does not exist, is hidden, or was withdrawn."""
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
    """Return a page with inline styles, since nothing else may be available."""
    policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return HttpResponse(render_to_string(template), status=status, headers=policy)
