"""The API: Wagtail's own for editing, with resources made for readers beside it."""

from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router
from ninja.errors import HttpError
from ninja.operation import Operation
from wagtail.api.v3.api import api
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.routers.pages import actions_router as page_actions
from wagtail.api.v3.routers.pages import router as pages
from wagtail.documents.api.v3.router import router as documents
from wagtail.images.api.v3.router import router as images
from wagtail.models import APIToken, Page

from archive.api.routers import archived_articles, issues
from articles.api.routers import articles, contributors, sections, trends
from articles.dossiers.api import dossiers
from articles.models import ReleaseError
from base.views import read_only
from members.accounts.desk_access import lacks_second_factor, may_enter_desk

api.title = "Dimensions"
api.description = (
    "**articles, sections, trends, contributors, dossiers, issues, archived articles** are for front ends: published "
    "content, no log-in; lists take `limit` and `offset` and answer with `count` and `items`. A piece for "
    "members comes without its text, unless the token of somebody who may read it goes with the request.\n\n"
    "**pages** and the rest are Wagtail’s, for writing: they need the token of a person, and do what that "
    "person may do.\n\n"
    "Errors are `application/problem+json` (RFC 7807) with a sentence in `detail` or `errors`."
)
api.openapi_extra = {
    "tags": [
        {"name": "articles", "description": "Published articles, in full and in lists."},
        {"name": "sections", "description": "The departments of the magazine."},
        {"name": "trends", "description": "The vocabulary of the field."},
        {"name": "contributors", "description": "People and organisations with a byline."},
        {"name": "dossiers", "description": "Articles that were released together, in their order."},
        {"name": "issues", "description": "The bimonthly issues of the past."},
        {"name": "archived articles", "description": "The articles of these issues."},
        {"name": "pages", "description": "Writing and publishing, with a token."},
    ]
}


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


def _close(router: Router) -> None:
    """Require a token of the desk: these endpoints show all bodies, gated ones too, and the files of drafts."""
    for operation in _operations(router):
        _require(operation, DeskTokenAuth())


def _guard_tokens() -> None:
    """Have every other endpoint that needs a token look at the second factor of its owner.

    Private to Ninja: `_routers`, and what `_require` sets; guarded by tests/accounts/test_staff_power.py.
    """
    for _prefix, router in api._routers:
        for operation in _operations(router):
            if _needs_plain_token(operation, router):
                _require(operation, ActingTokenAuth())


def _operations(router: Router) -> Iterator[Operation]:
    for view in router.path_operations.values():
        yield from view.operations
    for _prefix, child, _tags in router._routers:
        yield from _operations(child)


def _needs_plain_token(operation: Operation, router: Router) -> bool:
    asked = operation.auth_callbacks or [router.auth]
    return [type(auth) for auth in asked] == [BearerTokenAuth]


def _require(operation: Operation, auth: BearerTokenAuth) -> None:
    operation.auth_param, operation.auth_callbacks = auth, [auth]


def _spare_root(router: Router) -> None:
    """Refuse to copy the root of all pages: Wagtail looks for its parent, which it has not."""
    for view in router.path_operations.values():
        for operation in view.operations:
            if operation.operation_id == "pages_actions_copy":
                operation.view_func = _refuse_root(operation.view_func)


def _refuse_root(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def refusing(request: HttpRequest, page_id: int, **data: Any) -> Any:
        if Page.objects.filter(pk=page_id, depth=1).exists():
            raise PermissionDenied
        return view(request, page_id=page_id, **data)

    return refusing


_close(pages)
_close(page_actions)
_spare_root(page_actions)
_close(images)
_close(documents)
api.add_router("/articles/", articles)
api.add_router("/sections/", sections)
api.add_router("/trends/", trends)
api.add_router("/contributors/", contributors)
api.add_router("/dossiers/", dossiers)
api.add_router("/issues/", issues)
api.add_router("/archived-articles/", archived_articles)
_guard_tokens()


@api.exception_handler(ProtectedError)
def _still_in_use(request: HttpRequest, error: ProtectedError) -> HttpResponse:
    """Refuse to delete what published work refers to, such as a contributor with a byline."""
    return problem_response(status=409, detail="Other content refers to this; take it out there first.")


@api.exception_handler(ReleaseError)
def _not_released(request: HttpRequest, error: ReleaseError) -> HttpResponse:
    """Name what stops the release of a dossier."""
    return problem_response(status=409, detail=" ".join(error.messages))


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI description, with “no token needed” written as the standard wants it."""
    described = api.get_openapi_schema()
    described["components"]["securitySchemes"].pop("AllowAnonymous", None)
    for path in described["paths"].values():
        for operation in path.values():
            needs = operation.get("security", [])
            operation["security"] = [{} if "AllowAnonymous" in need else need for need in needs]
    return described


@read_only
def openapi(request: HttpRequest) -> JsonResponse:
    """The description of the API for programs."""
    return JsonResponse(description())


__all__ = ["api", "openapi"]
