"""Authentication by the session of the site itself, or none, without a token."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from wagtail.api.v3.auth import AllowAnonymous

READING = {"GET", "HEAD"}
# The header of requests sent by a page of this site, or by typing the address.
OWN = {"same-origin", "none"}


class SessionOrAnonymous(AllowAnonymous):
    """Authenticate by the session for requests from the same origin; treat all others as guests.

    Sessions only allow reading, and not by a page on another origin that has the browser send the cookie.
    The session is not loaded until something gated is requested.
    """

    def __call__(self, request: HttpRequest) -> Any:
        """Allow every request, but drop the session where it does not count."""
        if not is_own_session(request):
            request.user = AnonymousUser()
        return True


def is_own_session(request: HttpRequest) -> bool:
    """Return whether the session may identify the reader."""
    return (
        request.method in READING
        and settings.SESSION_COOKIE_NAME in request.COOKIES
        and request.headers.get("Sec-Fetch-Site", "none") in OWN
    )
