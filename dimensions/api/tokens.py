"""Token authentication of the API: the user of a token, and its scopes."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Router
from ninja.errors import HttpError
from ninja.operation import Operation
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.models import APIToken

from base.api.auth import GivenTokenAuth
from members.accounts.desk_access import lacks_second_factor, may_enter_desk
from members.accounts.tokens import may_write

READING = {"GET", "HEAD", "OPTIONS"}
NO_FACTOR = "Set up a second factor in your account first: this token does what staff may do."
NOT_OF_THE_DESK = "This part of the API is for the editorial desk; articles name the files they show."
NO_WRITE_SCOPE = "This token only reads (scope “read”): make one with the scope “write”, which acts in your name."


class ActingTokenAuth(GivenTokenAuth):
    """A required token; refused for staff without a second factor, as at the desk."""

    def authenticate(self, request: HttpRequest, token: str) -> APIToken:
        """Return the token. Raise HttpError 401 for an invalid one, and 403 without the second factor or the scope."""
        found = super().authenticate(request, token)
        self.require_power(found)
        if request.method not in READING and not may_write(found):
            raise HttpError(403, NO_WRITE_SCOPE)
        return found

    def require_power(self, token: APIToken) -> None:
        """Raise HttpError 403 if the owner of a token may not use the endpoint."""
        if may_enter_desk(token.user) and lacks_second_factor(token.user):
            raise HttpError(403, NO_FACTOR)


class DeskTokenAuth(ActingTokenAuth):
    """The token of a user of the desk; readers' tokens are refused."""

    def require_power(self, token: APIToken) -> None:
        """Raise HttpError 403 for the token of a reader too."""
        if not may_enter_desk(token.user):
            raise HttpError(403, NOT_OF_THE_DESK)
        super().require_power(token)


def require_desk(router: Router) -> None:
    """Require a token of the desk: these endpoints show all bodies, gated ones too, and the files of drafts."""
    for operation in operations(router):
        _require(operation, DeskTokenAuth())


def require_second_factor(api: NinjaAPI) -> None:
    """Require the desk for Wagtail's other endpoints too, except the one that says whose token it is.

    Private to Ninja: `_routers`, and what `_require` sets; guarded by tests/accounts/test_staff_power.py.
    """
    for _prefix, router in api._routers:
        for operation in operations(router):
            if _needs_plain_token(operation, router):
                _require(operation, ActingTokenAuth() if operation.operation_id == "whoami" else DeskTokenAuth())


def operations(router: Router) -> Iterator[Operation]:
    """Yield the operations of a router and of those below it."""
    for view in router.path_operations.values():
        yield from view.operations
    for _prefix, child, _tags in router._routers:
        yield from operations(child)


def _needs_plain_token(operation: Operation, router: Router) -> bool:
    asked: Any = operation.auth_callbacks or [router.auth]
    return [type(auth) for auth in asked] == [BearerTokenAuth]


def _require(operation: Operation, auth: BearerTokenAuth) -> None:
    operation.auth_param, operation.auth_callbacks = auth, [auth]
