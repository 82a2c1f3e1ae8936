"""CORS for front ends on other origins that write, if the installation names them (https://fetch.spec.whatwg.org).

Public resources are open to scripts everywhere (`dimensions/http/middleware.py`); this covers the rest of the API.
No cookie is involved: a script sends the token that it was given.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from dimensions.api.middleware import API
from dimensions.http.middleware import OPEN, OPEN_TO

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
READABLE = "ETag, Location, Retry-After, WWW-Authenticate"


class WritingOriginsMiddleware:
    """Answers the browsers of named origins; others get no header, so they refuse."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on requests outside the API and to what is open to everybody."""
        if not settings.API_WRITE_ORIGINS or not request.path.startswith(API) or request.path.startswith(OPEN):
            return self.get_response(request)
        response = _preflight(request) or self.get_response(request)
        patch_vary_headers(response, ["Origin"])
        if (origin := _named_origin(request)) and OPEN_TO not in response:
            response[OPEN_TO] = origin
            response["Access-Control-Expose-Headers"] = READABLE
        return response


def _named_origin(request: HttpRequest) -> str:
    origin = request.headers.get("Origin", "")
    return origin if origin in settings.API_WRITE_ORIGINS else ""


def _preflight(request: HttpRequest) -> HttpResponse | None:
    is_asking = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    return HttpResponse(status=204, headers=PREFLIGHT) if is_asking and _named_origin(request) else None
