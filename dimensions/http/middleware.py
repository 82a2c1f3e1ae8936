"""Middleware for every response of the installation."""

from collections.abc import Callable

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware

from base.views import page_not_found
from members.accounts.desk_access import is_at_desk
from members.reading.access import mark_no_store

# Servers in front accept 8 kB for the request line; no list of the desk needs as much.
LONGEST_QUERY = 16_000
NO_NUMBER = ("expected a number but got", "invalid literal for int()")
TEXT = ("text/", "application/json", "application/xml", "application/javascript")
TEXT_SUFFIXES = ("+xml", "+json")
# What scripts on other hosts may read. It is the same for everybody and involves no cookie.
RESOURCES = (
    *("articles", "sections", "trends", "contributors", "dossiers", "issues", "archived-articles", "redirects"),
    *("front-page", "navigation", "information", "institutions", "events", "corrections", "search", "addresses"),
    "sitemap",
)
OPEN_TO = "Access-Control-Allow-Origin"
REVALIDATE = "no-cache"  # cache it, but revalidate each time (RFC 9111, section 5.2.2.4)
# A script sends its token itself, and a browser never does, so no list of hosts is needed.
PREFLIGHT = {
    OPEN_TO: "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Authorization, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
OPEN = ("/feeds/", *(f"/api/v3/{name}/" for name in RESOURCES))


def _is_text(content_type: str) -> bool:
    kind = content_type.partition(";")[0]
    return kind.startswith(TEXT) or kind.endswith(TEXT_SUFFIXES)


class CompressTextMiddleware(GZipMiddleware):
    """Compresses text only; pictures and films are compressed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress what gets smaller; streamed responses are files, compressed in advance where it pays."""
        if not response.streaming and _is_text(response.get("Content-Type", "")):
            return super().process_response(request, response)
        return response


class AnswerConditionsMiddleware(ConditionalGetMiddleware):
    """Answers 304 if the client already has the response, to scripts on other hosts as well."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Have Django handle the conditional headers, and repeat Cache-Control on a 304."""
        answer = super().process_response(request, response)
        if answer is not response and OPEN_TO in response:
            answer[OPEN_TO] = response[OPEN_TO]
        return answer


class RefuseUnusableQueriesMiddleware:
    """Answers unusable queries with 404 or a sentence: null characters, words and huge numbers as keys.

    Views of Wagtail pass values from a URL to the database unchecked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse what lists of the desk would pass to LIKE; most views validate their own parameters."""
        if "\x00" in request.path:
            return page_not_found(request, Http404())
        refusal = _refusal(request) if is_at_desk(request) else None
        return refusal or self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn the database's refusal into a response for the client."""
        if isinstance(exception, DatabaseError) and "%00" in request.META["QUERY_STRING"]:
            return HttpResponseBadRequest("The query holds a null character.\n", content_type="text/plain")
        if request.method in {"GET", "HEAD"} and is_no_key(exception):
            return page_not_found(request, exception)
        return None


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return HttpResponse("The query is too long.\n", status=414, content_type="text/plain")
    # The choosers of links make a URL of it.
    if not request.GET.get("parent_page_id", "0").isdecimal():
        return page_not_found(request, Http404())
    return None


def is_no_key(exception: Exception) -> bool:
    """Return whether Django (IntegerField.get_prep_value), Python or SQLite was given no number or one too large."""
    is_no_number = isinstance(exception, ValueError) and any(words in str(exception) for words in NO_NUMBER)
    return is_no_number or isinstance(exception, OverflowError)


class OpenToFrontEndsMiddleware:
    """Allows front ends in the browser to read feeds and reader resources (https://fetch.spec.whatwg.org)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to every response, including 304 and 404, and answer preflight requests."""
        if not request.path.startswith(OPEN):
            return self.get_response(request)
        if request.method == "OPTIONS" and request.headers.get("Access-Control-Request-Method") in {"GET", "HEAD"}:
            return HttpResponse(status=204, headers=PREFLIGHT)
        response = self.get_response(request)
        if request.method in {"GET", "HEAD"}:
            response[OPEN_TO] = "*"
        if response.status_code == 200:
            response.headers.setdefault("Cache-Control", REVALIDATE)
        return response


class KeepAnswersToTokensMiddleware:
    """Forbids caches to keep responses to tokens (RFC 9111, section 3.5)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forbid caching of every response to a request that carries a token."""
        response = self.get_response(request)
        return mark_no_store(response) if "Authorization" in request.headers else response
