"""Middleware for every response of the installation."""

from collections.abc import Callable

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware

from base.views import page_not_found
from members.accounts.desk_access import is_at_desk
from members.reading.access import mark_no_store

# Servers in front take 8 kB for the whole first line; no list of the desk needs as much.
LONGEST_QUERY = 16_000
NO_NUMBER = ("expected a number but got", "invalid literal for int()")
TEXT = ("text/", "application/json", "application/xml", "application/javascript")
TEXT_SUFFIXES = ("+xml", "+json")
# What scripts on other hosts may read. It is the same for everybody, and no cookie takes part in it.
RESOURCES = (
    *("articles", "sections", "trends", "contributors", "dossiers", "issues", "archived-articles", "redirects"),
)
OPEN_TO = "Access-Control-Allow-Origin"
# A token is sent by a script that was given it, never by the browser on its own, so it needs no list of hosts.
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
    """Compresses text; pictures and films are small already, and compressing them again costs time."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress what gets smaller; what is streamed is a file, which was compressed where it pays."""
        if not response.streaming and _is_text(response.get("Content-Type", "")):
            return super().process_response(request, response)
        return response


class AnswerConditionsMiddleware(ConditionalGetMiddleware):
    """Says “not modified” where the client has it already, to scripts on other hosts as well."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Have Django answer the conditions, and repeat Cache-Control on a 304."""
        answer = super().process_response(request, response)
        if answer is not response and OPEN_TO in response:
            answer[OPEN_TO] = response[OPEN_TO]
        return answer


class RefuseUnusableQueriesMiddleware:
    """Answers what nobody can look up with 404 or a sentence: null characters, words and huge numbers for keys.

    Views of Wagtail look up whatever stands in an address, and so does a database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what is asked; most views look at it themselves, but lists of the desk give it to LIKE."""
        if "\x00" in request.path:
            return page_not_found(request, Http404())
        refusal = _refusal(request) if is_at_desk(request) else None
        return refusal or self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn the refusal of the database into one of the request."""
        if isinstance(exception, DatabaseError) and "%00" in request.META["QUERY_STRING"]:
            return HttpResponseBadRequest("The query holds a null character.\n", content_type="text/plain")
        if request.method in {"GET", "HEAD"} and is_no_key(exception):
            return page_not_found(request, exception)
        return None


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return HttpResponse("The query is too long.\n", status=414, content_type="text/plain")
    # The choosers of links make an address of it.
    if not request.GET.get("parent_page_id", "0").isdecimal():
        return page_not_found(request, Http404())
    return None


def is_no_key(exception: Exception) -> bool:
    """Whether Django (IntegerField.get_prep_value), Python or SQLite found no number, or none that a column holds."""
    is_no_number = isinstance(exception, ValueError) and any(words in str(exception) for words in NO_NUMBER)
    return is_no_number or isinstance(exception, OverflowError)


class OpenToFrontEndsMiddleware:
    """Lets front ends in the browser read feeds and reader resources (https://fetch.spec.whatwg.org)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to every response, 304 and 404 included, and answer a browser that asks before it sends."""
        if not request.path.startswith(OPEN):
            return self.get_response(request)
        if request.method == "OPTIONS" and request.headers.get("Access-Control-Request-Method") in {"GET", "HEAD"}:
            return HttpResponse(status=204, headers=PREFLIGHT)
        response = self.get_response(request)
        if request.method in {"GET", "HEAD"}:
            response[OPEN_TO] = "*"
        return response


class KeepAnswersToTokensMiddleware:
    """Lets no cache keep what somebody got for a token (RFC 9111, section 3.5)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forbid caching of every response to a request that carries a token."""
        response = self.get_response(request)
        return mark_no_store(response) if "Authorization" in request.headers else response
