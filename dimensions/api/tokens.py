"""Who a token stands for, and what it is good for."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Router
from ninja.errors import HttpError
from ninja.operation import Operation
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.models import APIToken

from members.accounts.desk_access import lacks_second_factor, may_enter_desk


class ActingTokenAuth(BearerTokenAuth):
    """A token for what needs one; that of staff who have no second factor is refused, as at the desk."""

    def authenticate(self, request: HttpRequest, token: str) -> APIToken | None:
        """Return the token, or None for one that is unknown; raise HttpError 403 for staff without the factor."""
        found: APIToken | None = super().authenticate(request, token)
        if found and may_enter_desk(found.user) and lacks_second_factor(found.user):
            raise HttpError(403, "Set up a second factor in your account first: this token does what staff may do.")
        return found


class DeskTokenAuth(ActingTokenAuth):
    """The token of somebody who works in the desk; one of a reader is refused."""

    def authenticate(self, request: HttpRequest, token: str) -> APIToken | None:
        """Return the token, or None for one that is unknown; raise HttpError 403 for a reader's."""
        found: APIToken | None = super().authenticate(request, token)
        if found and not may_enter_desk(found.user):
            raise HttpError(403, "This part of the API is for the editorial desk; articles name the files they show.")
        return found


def require_desk(router: Router) -> None:
    """Require a token of the desk: these endpoints show all bodies, gated ones too, and the files of drafts."""
    for operation in operations(router):
        _require(operation, DeskTokenAuth())


def require_second_factor(api: NinjaAPI) -> None:
    """Have every other endpoint that needs a token look at the second factor of its owner.

    Private to Ninja: `_routers`, and what `_require` sets; guarded by tests/accounts/test_staff_power.py.
    """
    for _prefix, router in api._routers:
        for operation in operations(router):
            if _needs_plain_token(operation, router):
                _require(operation, ActingTokenAuth())


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
