"""Content Security Policy (https://www.w3.org/TR/CSP3/) of our pages.

Public pages have one policy without a nonce, because a stored page is the same bytes each time; the rules of
web servers repeat it. The desk is as open as Wagtail needs.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from base.media.embeds import PLAYERS

HEADER = "Content-Security-Policy"
SELF = "'self'"
Policy = dict[str, list[str]]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


PUBLIC: Policy = {
    "default-src": ["'none'"],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "media-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF, *sorted({_origin(player.src) for player in PLAYERS})],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": ["'none'"],
}
# Wagtail writes scripts and styles into its pages; previews may come from front ends on other hosts.
DESK: Policy = PUBLIC | {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:", "https:"],
    "connect-src": [SELF, "blob:", "data:"],
    "frame-src": [SELF, "https:", "http:"],
    "worker-src": [SELF, "blob:"],
}


def write_policy(policy: Policy) -> str:
    """Return the value of the header."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())


def _account_policy() -> Policy:
    """Return the policy of pages with a log-in: its form may redirect to the single sign-on provider."""
    provider = [_origin(settings.OIDC_SERVER_URL)] if settings.OIDC_SERVER_URL else []
    return PUBLIC | {"form-action": [SELF, *provider]}


class ContentSecurityPolicyMiddleware:
    """Sets the policy on every response that is not a file and has no policy of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.public, self.desk = write_policy(PUBLIC), write_policy(DESK)
        self.account = write_policy(_account_policy())

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the header."""
        response = self.get_response(request)
        if not response.streaming:
            response.headers.setdefault(HEADER, self._policy(request, response))
        return response

    def _policy(self, request: HttpRequest, response: HttpResponseBase) -> str:
        if request.path.startswith("/admin/") or _has_user_bar(request, response):
            return self.desk
        return self.account if request.path.startswith("/account/") else self.public


def _has_user_bar(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Return whether a page shows Wagtail's user bar, which only appears with a session."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session and b"<wagtail-userbar" in getattr(response, "content", b"")
