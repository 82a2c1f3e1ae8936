"""Whom a reading endpoint answers: everybody, and those who send a token as who they are."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from ninja.errors import HttpError
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.models import APIToken

from base.api.session_auth import SessionOrAnonymous

UNKNOWN_TOKEN = "This token is unknown, has expired or was revoked: make a new one, or send none."  # noqa: S105 - text
Check = Callable[[APIToken], str]

_checks: list[Check] = []


def register_token_check(check: Check) -> None:
    """Register a further check of tokens: it returns the error, or an empty string."""
    _checks.append(check)


class GivenTokenAuth(BearerTokenAuth):
    """An optional token; an invalid one is refused rather than ignored."""

    def authenticate(self, request: HttpRequest, token: str) -> APIToken:
        """Return the token. Raise HttpError 401 for one that is unknown, revoked or expired."""
        found: APIToken | None = super().authenticate(request, token)
        wrong = next(filter(None, (check(found) for check in _checks)), "") if found else UNKNOWN_TOKEN
        if wrong or found is None:
            request.user = AnonymousUser()
            raise HttpError(401, wrong)
        return found


READERS = [GivenTokenAuth(), SessionOrAnonymous()]
