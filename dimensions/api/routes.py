"""The API: Wagtail's own for editing, with resources made for readers beside it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from ninja import Router
from wagtail.api.v3.api import api
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.routers.pages import actions_router as page_actions
from wagtail.api.v3.routers.pages import router as pages
from wagtail.documents.api.v3.router import router as documents
from wagtail.images.api.v3.router import router as images
from wagtail.models import Page

from archive.api.routers import archived_articles, issues
from articles.api.routers import articles, contributors, sections, trends
from articles.dossiers.api import dossiers
from articles.models import ReleaseError
from dimensions.api.strictness import refuse_what_is_not_read
from dimensions.api.tokens import require_desk, require_second_factor
from dimensions.http.middleware import is_no_key

api.title = "Dimensions"
api.description = (
    "**articles, sections, trends, contributors, dossiers, issues, archived articles** are for front ends: published "
    "content, no log-in; lists take `limit` and `offset` and answer with `count` and `items`. A piece for "
    "members comes without its text, unless the token of somebody who may read it goes with the request.\n\n"
    "**pages** and the rest are Wagtail’s, for writing: they need the token of a person, and do what that "
    "person may do.\n\n"
    "Errors are `application/problem+json` (RFC 9457) with a sentence in `detail` or `errors`."
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


for router in (pages, page_actions, images, documents):
    require_desk(router)
_spare_root(page_actions)
api.add_router("/articles/", articles)
api.add_router("/sections/", sections)
api.add_router("/trends/", trends)
api.add_router("/contributors/", contributors)
api.add_router("/dossiers/", dossiers)
api.add_router("/issues/", issues)
api.add_router("/archived-articles/", archived_articles)
require_second_factor(api)
refuse_what_is_not_read(api)


@api.exception_handler(ProtectedError)
def _still_in_use(request: HttpRequest, error: ProtectedError) -> HttpResponse:
    """Refuse to delete what published work refers to, such as a contributor with a byline."""
    return problem_response(status=409, detail="Other content refers to this; take it out there first.")


@api.exception_handler(ReleaseError)
def _not_released(request: HttpRequest, error: ReleaseError) -> HttpResponse:
    """Name what stops the release of a dossier."""
    return problem_response(status=409, detail=" ".join(error.messages))


@api.exception_handler(OverflowError)
@api.exception_handler(ValueError)
def _no_such_key(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer that there is nothing under a key that is none: Wagtail looks up whatever stands in an address."""
    if is_no_key(error):
        return problem_response(status=404, detail="There is nothing under this number.")
    raise error


__all__ = ["api"]
