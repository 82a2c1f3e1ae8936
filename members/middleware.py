"""The door of the editorial desk, and pages that no cache may store."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from members.accounts.desk_access import (
    STAFF_COOKIE,
    SecondFactorMissing,
    is_at_desk,
    lacks_second_factor,
    may_enter_desk,
)
from members.reading.access import mark_no_store

# A password is hashed for each address that is named there; the rest is quicker than ACCOUNT_LEAST_SECONDS.
URL_NAMES_FOR_ANY_ADDRESS = {"account_signup", "account_login", "account_request_login_code", "account_reset_password"}
LOGIN_URL_NAMES = {"wagtailadmin_login", "wagtailadmin_logout"}

GetResponse = Callable[[HttpRequest], HttpResponse]


class AccountPagesMiddleware:
    """Marks the account pages as private, including those of allauth.

    Where the response time could reveal to a client whether an address has an account, all responses
    take the same time.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, private on the account pages."""
        began = time.monotonic()
        response = self.get_response(request)
        if request.path_info.startswith(reverse("account")):
            mark_no_store(response)
        if request.method == "POST" and _tells_of_accounts(request):
            time.sleep(max(0.0, settings.ACCOUNT_LEAST_SECONDS - (time.monotonic() - began)))
        return response


def _tells_of_accounts(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name in URL_NAMES_FOR_ANY_ADDRESS


class DeskMiddleware:
    """Admits staff to the editorial desk, with a second factor where it is required.

    Their browsers get a cookie by which the page store knows that they see more on a page than its readers.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response; it sets the cookie on entering the desk and drops it after the session."""
        response = self.get_response(request)
        if getattr(request, "enters_desk", False):
            _set_staff_cookie(response)
        elif STAFF_COOKIE in request.COOKIES and settings.SESSION_COOKIE_NAME not in request.COOKIES:
            response.delete_cookie(STAFF_COOKIE, samesite="Lax")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse people without access to the desk; Wagtail itself sends anonymous users to the log-in."""
        if not is_at_desk(request) or _is_login_page(request):
            return None
        if not request.user.is_authenticated:
            return None
        refusal = _refusal(request)
        request.enters_desk = refusal is None  # type: ignore[attr-defined]  # read after the response
        return refusal

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Lead staff who act outside the desk to setting up the second factor."""
        return _to_second_factor(request) if isinstance(exception, SecondFactorMissing) else None


def _set_staff_cookie(response: HttpResponse) -> None:
    response.set_cookie(
        STAFF_COOKIE,
        "1",
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _is_login_page(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name in LOGIN_URL_NAMES


def _refusal(request: HttpRequest) -> HttpResponse | None:
    user: Any = request.user
    if not may_enter_desk(user):
        return mark_no_store(render(request, "members/no_desk.html", status=403))
    return _to_second_factor(request) if lacks_second_factor(user) else None


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('second_factor')}?{urlencode({'next': request.get_full_path()})}")
