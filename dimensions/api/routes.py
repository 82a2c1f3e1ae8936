"""The API: Wagtail's own for editing, and resources for readers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.errors import HttpError, ValidationError
from wagtail.api.v3.api import api
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.routers.pages import actions_router as page_actions
from wagtail.api.v3.routers.pages import router as pages
from wagtail.documents.api.v3.router import router as documents
from wagtail.images.api.v3.router import router as images
from wagtail.models import Page

from archive.api.routers import archived_articles, issues
from articles.api.event_routers import corrections, events
from articles.api.people_routers import contributors, institutions, trends
from articles.api.routers import articles, sections
from articles.dossiers.api import dossiers
from articles.models import ReleaseError
from base.api.chosen_fields import ChosenFieldsRenderer
from dimensions.api.addresses import addresses
from dimensions.api.bodies import ObjectParser, sentence_of
from dimensions.api.strictness import refuse_what_is_not_read
from dimensions.api.tokens import operations, require_desk, require_second_factor
from dimensions.api.writing.guard import guard_writing
from dimensions.api.writing.review import review
from dimensions.http.middleware import is_no_key
from home.api.routers import front_page, information
from search.api.routers import search

View = Callable[..., Any]
NO_POSITION = (
    "Say where it goes: “last-child” or “first-child” puts it into the destination, “left” or “right” beside it."
)

api.title = "Dimensions"
api.description = (
    "**front page, articles, sections, trends, contributors, institutions, events, corrections, dossiers, issues, "
    "archived articles, information, search, addresses** are for front ends: published content, no log-in, one request "
    "for each screen. Lists take `limit`, `cursor`, `ordering` and `fields`, and answer with `items`, `count` and "
    "`next`. A piece for members comes without its text, unless the token of somebody who may read it goes with the "
    "request.\n\n"
    "**pages** and the rest are Wagtail’s, for writing: they need the token of a person, and do what that "
    "person may do.\n\n"
    "Errors are `application/problem+json` (RFC 9457) with a sentence in `detail` or `errors`."
)
api.openapi_extra = {
    "tags": [
        {"name": "articles", "description": "Published articles, in full and in lists."},
        {"name": "front page", "description": "The front page as editors made it, menu and footer."},
        {"name": "information", "description": "Pages such as “About”."},
        {"name": "search", "description": "The search of the site, with its facets and suggestions."},
        {"name": "institutions", "description": "The directory of institutions."},
        {"name": "events", "description": "Events, by their beginning."},
        {"name": "corrections", "description": "What was put right in published articles."},
        {"name": "addresses", "description": "What stands at a path of the site, and the sitemap."},
        {"name": "sections", "description": "The departments of the magazine."},
        {"name": "trends", "description": "The vocabulary of the field."},
        {"name": "contributors", "description": "People and organisations with a byline."},
        {"name": "dossiers", "description": "Articles that were released together, in their order."},
        {"name": "issues", "description": "The bimonthly issues of the past."},
        {"name": "archived articles", "description": "The articles of these issues."},
        {"name": "pages", "description": "Writing and publishing, with a token."},
    ]
}

api.renderer = ChosenFieldsRenderer()
api.parser = ObjectParser()


def _amend(router: Router, operation_id: str, amend: Callable[[View], View]) -> None:
    """Wrap an operation of Wagtail's in a check of ours."""
    for operation in operations(router):
        if operation.operation_id == operation_id:
            operation.view_func = amend(operation.view_func)


def _refuse_root(view: View) -> View:
    """Refuse to copy the root of all pages: Wagtail looks for its parent, which it has not."""

    @wraps(view)
    def refusing(request: HttpRequest, page_id: int, **data: Any) -> Any:
        if Page.objects.filter(pk=page_id, depth=1).exists():
            raise PermissionDenied
        return view(request, page_id=page_id, **data)

    return refusing


def _ask_where(view: View) -> View:
    """Require the position of a moved page: without one Wagtail makes it a sibling of its destination, or refuses."""

    @wraps(view)
    def asking(request: HttpRequest, page_id: int, data: Any) -> Any:
        if data.position is None:
            raise ValidationError([{"type": "missing", "loc": ["body", "data", "position"], "msg": NO_POSITION}])
        return view(request, page_id=page_id, data=data)

    return asking


def _read_again(view: View) -> View:
    """Return what was published as it is now; Wagtail returns it as it was before, without the dates."""

    @wraps(view)
    def reading(request: HttpRequest, page_id: int, data: Any, **values: Any) -> Any:
        page = view(request, page_id=page_id, data=data, **values)
        if data.meta.action != "publish":
            return page
        published = type(page).objects.get(pk=page.pk)
        published._meta_warnings = page._meta_warnings
        return published

    return reading


for router in (pages, page_actions, images, documents, review):
    require_desk(router)
_amend(pages, "pages_update", _read_again)
_amend(page_actions, "pages_actions_copy", _refuse_root)
_amend(page_actions, "pages_actions_move", _ask_where)
api.add_router("/pages/", review)
api.add_router("/", front_page)
api.add_router("/", addresses)
api.add_router("/information/", information)
api.add_router("/search/", search)
api.add_router("/articles/", articles)
api.add_router("/sections/", sections)
api.add_router("/trends/", trends)
api.add_router("/contributors/", contributors)
api.add_router("/institutions/", institutions)
api.add_router("/events/", events)
api.add_router("/corrections/", corrections)
api.add_router("/dossiers/", dossiers)
api.add_router("/issues/", issues)
api.add_router("/archived-articles/", archived_articles)
require_second_factor(api)
guard_writing(api)
refuse_what_is_not_read(api)


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem_response(status=error.status_code, detail=sentence_of(error))


@api.exception_handler(ProtectedError)
def _still_in_use(request: HttpRequest, error: ProtectedError) -> HttpResponse:
    """Refuse to delete what published content refers to, such as a contributor with a byline."""
    return problem_response(status=409, detail="Other content refers to this; take it out there first.")


@api.exception_handler(ReleaseError)
def _not_released(request: HttpRequest, error: ReleaseError) -> HttpResponse:
    """Name what stops the release of a dossier."""
    return problem_response(status=409, detail=" ".join(error.messages))


@api.exception_handler(OverflowError)
@api.exception_handler(ValueError)
def _no_such_key(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer 404 for an invalid key: Wagtail looks up any value in a URL."""
    if is_no_key(error):
        return problem_response(status=404, detail="There is nothing under this number.")
    raise error


__all__ = ["api"]
