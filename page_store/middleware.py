"""What is kept: the one place that decides whether an answer may go into the store."""

import logging
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from page_store.policy.addresses import Address, is_of_this_site, requested_address
from page_store.policy.allowed_query import RecordingQueryDict
from page_store.policy.cacheability import Cacheability, track_cacheability
from page_store.storage import files, generations
from page_store.storage.expiry import schedule_expiry

logger = logging.getLogger(__name__)

REVALIDATE = "no-cache"  # browsers keep it, and ask each time whether it still holds (RFC 9111, 5.2.2.4)
# What a kept answer may say; all else is more than a web server could repeat for a file.
HEADERS = {
    "access-control-allow-origin",
    "cache-control",
    "content-length",
    "content-type",
    "cross-origin-opener-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
    "x-robots-tag",
}
# What makes an answer one to this request alone; it is left to what stands around the store.
OF_THE_REQUEST = (
    *("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"),
    *("HTTP_RANGE", "HTTP_IF_RANGE"),
)


class PageStoreMiddleware:
    """Keeps the answers to readers that are the same for all of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_STORE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and keep the answer where that is allowed."""
        address = requested_address(request.META)
        if address is None or request.method != "GET" or not is_anonymous(request):
            return self.get_response(request)
        try:
            # Before anything of the page is read: what changes from here on makes another generation.
            generation = generations.root() / generations.current_generation()
        except OSError:
            logger.warning("The page store cannot be used", exc_info=True)
            return self.get_response(request)
        request.generation = generation.name  # type: ignore[attr-defined]
        return self._answer(request, address, generation)

    def _answer(self, request: HttpRequest, address: Address, generation: Path) -> HttpResponse:
        request.GET = query = RecordingQueryDict(request.META.get("QUERY_STRING", ""))  # type: ignore[assignment]
        put_aside = {name: request.META.pop(name) for name in OF_THE_REQUEST if name in request.META}
        with track_cacheability() as watched:
            response = self.get_response(request)
        request.META |= put_aside
        if is_cacheable(request, response, watched, query, address):
            _store(generation, address, response, watched, query)
        return response


def is_anonymous(request: HttpRequest) -> bool:
    """Whether a request carries nothing by which this site would know somebody."""
    ours = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    return not ours & set(request.COOKIES)


def is_cacheable(
    request: HttpRequest,
    response: HttpResponse,
    watched: Cacheability,
    query: RecordingQueryDict,
    address: Address,
) -> bool:
    """Whether everybody may get this answer, for as long as the generation lasts, from a file."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not watched.is_personal
        and not getattr(request, "is_preview", False)
        and response.get("Cache-Control", REVALIDATE) == REVALIDATE
        and response.get("Content-Type") in files.ENDINGS
        and {name.lower() for name in response.headers} <= HEADERS
        and (watched.expires_at is None or watched.expires_at > timezone.now())
        and address.meaning(query.read) == address
        and is_of_this_site(address.host)
    )


def _store(
    generation: Path,
    address: Address,
    response: HttpResponse,
    watched: Cacheability,
    query: RecordingQueryDict,
) -> None:
    """Write the answer into the generation that was there before it was made; without a disk, do without."""
    response["Cache-Control"] = REVALIDATE
    page = files.StoredPage(
        ending=files.ENDINGS[response["Content-Type"]],
        headers=[[name, value] for name, value in response.items() if name != "Content-Length"],
        stamp=files.content_timestamp(response.content),
        read=None if query.read is None else sorted(query.read),
    )
    try:
        generation.mkdir(exist_ok=True)
        schedule_expiry(generation, watched.expires_at)
        is_low_priority = bool(address.query) or watched.is_low_priority
        files.write(generation, address, page, response.content, is_low_priority=is_low_priority)
    except OSError:
        logger.warning("The page store could not keep %s", address.file, exc_info=True)
