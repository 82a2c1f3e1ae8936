"""Who enters the editorial desk, and what no cache may keep."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from members.models import User
from members.reading.access import not_to_be_kept
from page_store.policy.addresses import STAFF_COOKIE

ENTER_DESK = "wagtailadmin.access_admin"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
ALWAYS_OPEN = {"wagtailadmin_login", "wagtailadmin_logout"}

GetResponse = Callable[[HttpRequest], HttpResponse]


class PersonalPagesMiddleware:
    """The account pages are somebody’s own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forbid every cache to keep them."""
        response = self.get_response(request)
        if request.path_info.startswith(reverse("account")):
            not_to_be_kept(response)
        return response


class DeskMiddleware:
    """Lets the staff of the magazine to the editorial desk, with a second factor where it is required.

    Their browsers get a cookie by which the page store knows that they see more on a page than its readers.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let it pass, because the decision needs the view; mark the browser of who has come in."""
        response = self.get_response(request)
        if getattr(request, "enters_desk", False):
            _mark(response)
        elif STAFF_COOKIE in request.COOKIES and settings.SESSION_COOKIE_NAME not in request.COOKIES:
            response.delete_cookie(STAFF_COOKIE, samesite="Lax")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Turn away who may not enter; somebody who has not logged in is Wagtail’s to ask."""
        if not request.path_info.startswith(reverse("wagtailadmin_home")) or _is_always_open(request):
            return None
        if not request.user.is_authenticated:
            return None
        refused = refusal(request)
        request.enters_desk = refused is None  # type: ignore[attr-defined]
        return refused


def _mark(response: HttpResponse) -> None:
    response.set_cookie(
        STAFF_COOKIE,
        "1",
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _is_always_open(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name in ALWAYS_OPEN


def may_enter_desk(user: User) -> bool:
    """Whether somebody works at the editorial desk."""
    return user.has_perm(ENTER_DESK)


def lacks_factor(user: User) -> bool:
    """Whether somebody has to set up a second factor before the desk opens."""
    return settings.STAFF_NEEDS_SECOND_FACTOR and not is_mfa_enabled(user, FACTORS)


def refusal(request: HttpRequest) -> HttpResponse | None:
    """Return what somebody sees instead of the desk, if anything."""
    user: Any = request.user
    if not may_enter_desk(user):
        return not_to_be_kept(render(request, "members/no_desk.html", status=403))
    if lacks_factor(user):
        return redirect(f"{reverse('second_factor')}?{urlencode({'next': request.get_full_path()})}")
    return None
