"""An identifier for each request: in each of its log lines, and in the response to a server error."""

import re
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from base.logs import work_id
from dimensions.http.proxies import is_trusted_peer

HEADER = "X-Request-ID"
SANE = re.compile(r"[\w-]{8,64}", re.ASCII)
SERVER_ERROR = 500


class RequestIdMiddleware:
    """Uses the identifier set by our own proxy, or makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send it with errors only: a stored response must not carry the identifier of one request."""
        identifier = _identifier(request)
        with work_id(identifier):
            response = self.get_response(request)
        if response.status_code >= SERVER_ERROR:
            response[HEADER] = identifier
        return response


def _identifier(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "")
    is_ours = is_trusted_peer(request.META.get("REMOTE_ADDR", "")) and SANE.fullmatch(given)
    return given if is_ours else uuid4().hex
