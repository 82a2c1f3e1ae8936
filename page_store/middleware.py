"""The middleware that decides whether a response is cacheable, and stores it."""

import logging
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date, parse_http_date

from page_store.policy.addresses import Address, requested_address
from page_store.policy.allowed_query import RecordingQueryDict
from page_store.policy.cacheability import Cacheability, track_cacheability
from page_store.policy.formats import DATED, EXTENSIONS
from page_store.storage import files, generations
from page_store.storage.expiry import schedule_expiry
from page_store.storage.last_modified import last_modified

logger = logging.getLogger(__name__)

REVALIDATE = "no-cache"  # browsers keep it, and revalidate it each time (RFC 9111, section 5.2.2.4)
# A web server repeats these headers for a file; a response with any other is not stored.
HEADERS = {
    "access-control-allow-origin",
    "cache-control",
    "content-length",
    "content-security-policy",
    "content-type",
    "cross-origin-opener-policy",
    "link",
    "permissions-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
    "x-robots-tag",
}
# These make a response one to this request alone; the store answers them itself.
CONDITIONAL_HEADERS = (
    *("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"),
    *("HTTP_RANGE", "HTTP_IF_RANGE"),
)


class PageStoreMiddleware:
    """Stores responses that are the same for every reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_STORE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Respond, and store the response if it is cacheable."""
        address = requested_address(request.META)
        if address is None or request.method != "GET" or not is_anonymous(request):
            return self.get_response(request)
        try:
            # Before the page reads anything: changes from here on start another generation.
            generation = generations.root() / generations.current_generation()
        except OSError:
            logger.warning("The page store cannot be used", exc_info=True)
            return self.get_response(request)
        request.generation = generation.name  # type: ignore[attr-defined]  # read by per_generation
        return self._answer(request, address, generation)

    def _answer(self, request: HttpRequest, address: Address, generation: Path) -> HttpResponse:
        query = RecordingQueryDict(request.META.get("QUERY_STRING", ""))
        request.GET = query  # type: ignore[assignment]  # typed as immutable
        put_aside = {name: request.META.pop(name) for name in CONDITIONAL_HEADERS if name in request.META}
        with track_cacheability() as watched:
            response = self.get_response(request)
        request.META |= put_aside
        if is_cacheable(request, response, watched, query, address):
            _store(generation, address, response, watched, query)
        return response


def is_anonymous(request: HttpRequest) -> bool:
    """Return whether a request has none of this site's cookies."""
    ours = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    return not ours & set(request.COOKIES)


def is_cacheable(
    request: HttpRequest,
    response: HttpResponse,
    watched: Cacheability,
    query: RecordingQueryDict,
    address: Address,
) -> bool:
    """Return whether all readers may get this response from a file, for as long as the generation lasts."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not watched.varies_by_reader
        and not getattr(request, "is_preview", False)
        and response.get("Cache-Control", REVALIDATE) == REVALIDATE
        and response.get("Content-Type") in EXTENSIONS
        and {name.lower() for name in response.headers} <= HEADERS
        and (watched.expires_at is None or watched.expires_at > timezone.now())
        and address.canonical(query.read) == address
    )


def _store(
    generation: Path,
    address: Address,
    response: HttpResponse,
    watched: Cacheability,
    query: RecordingQueryDict,
) -> None:
    """Write the response into the generation that was read before rendering; a failing disk is logged."""
    response["Cache-Control"] = REVALIDATE
    is_dated = response["Content-Type"] in DATED
    if is_dated and generation.name != generations.served_generation():
        return  # overtaken by a change: the content is out of date
    try:
        if is_dated:
            response["Last-Modified"] = http_date(last_modified(address, response.content))
        page = _stored_page(response, query)
        generation.mkdir(exist_ok=True)
        schedule_expiry(generation, watched.expires_at)
        is_low_priority = bool(address.query) or watched.is_low_priority
        files.write(generation, address, page, response.content, is_low_priority=is_low_priority)
    except (OSError, DatabaseError):
        logger.warning("The page store could not keep %s", address.file, exc_info=True)


def _stored_page(response: HttpResponse, query: RecordingQueryDict) -> files.StoredPage:
    date = response.get("Last-Modified")
    return files.StoredPage(
        extension=EXTENSIONS[response["Content-Type"]],
        headers=[[name, value] for name, value in response.items() if name != "Content-Length"],
        stamp=parse_http_date(date) if date else files.content_timestamp(response.content),
        read=None if query.read is None else sorted(query.read),
        is_dated=date is not None,
    )
