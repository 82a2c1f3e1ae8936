"""Hidden pages stay hidden at every URL of the desk, whatever view is behind it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from articles.editing.permissions import PAGE_POLICY, hidden_reports
from articles.models import Contributor, ReleaseError
from members.accounts.desk_access import is_at_desk

# The names by which Wagtail's URLs give a page; `pk` only below those of pages.
PAGE_ARGUMENTS = {"page_id", "parent_page_id", "page_to_move_id", "page_pk", "destination_id"}
PAGE_NAMESPACES = {"wagtailadmin_pages", "wagtailadmin_api:pages"}
CHOSEN_PAGES = "wagtailadmin_choose_page_chosen_multiple"
BULK_ACTION = "wagtail_bulk_action"
MAX_DIGITS = 19  # no database has longer keys


class VisiblePagesMiddleware:
    """Answers 404 where the URL gives a page that the user may not see."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Redirect back to a dossier that cannot be released, with the reasons."""
        if not (isinstance(error, ReleaseError) and is_at_desk(request)):
            return None
        for problem in error.messages:
            messages.error(request, problem)
        return redirect("wagtailadmin_pages:edit", error.revision.object_id)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Raise Http404 for a hidden page, contributor or report."""
        # The path comes first: reading the user makes the response vary by cookie.
        if not is_at_desk(request) or not request.user.is_authenticated:
            return
        if _names_hidden_page(request, kwargs) or _names_hidden_contributor(request, kwargs):
            raise Http404


def _names_hidden_page(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    visible = PAGE_POLICY.visible_pages(request.user)
    if not visible:
        return False
    if _url_name(request).removesuffix("_results").replace("_", "-") in hidden_reports(request.user):
        return True
    named = set(_pages_in_address(request, kwargs))
    return bool(named) and Page.objects.filter(pk__in=named).exclude(visible).exists()


def _names_hidden_contributor(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Return whether a bulk action, which names what one may not change, was called for a hidden contributor."""
    named = _queried(request) if _acts_on(request, kwargs, "contributor") else []
    visible = Contributor.objects.visible_to(request.user).filter(pk__in=named)
    return bool(named) and Contributor.objects.filter(pk__in=named).count() != visible.count()


def _pages_in_address(request: HttpRequest, kwargs: dict[str, Any]) -> Iterator[int]:
    is_of_pages = request.resolver_match is not None and request.resolver_match.namespace in PAGE_NAMESPACES
    for name, value in kwargs.items():
        if name in PAGE_ARGUMENTS or (is_of_pages and name == "pk"):
            yield int(value)
    if _url_name(request) == CHOSEN_PAGES or _acts_on(request, kwargs, "page"):
        yield from _queried(request)


def _url_name(request: HttpRequest) -> str:
    return (request.resolver_match and request.resolver_match.url_name) or ""


def _acts_on(request: HttpRequest, kwargs: dict[str, Any], model_name: str) -> bool:
    return _url_name(request) == BULK_ACTION and kwargs.get("model_name") == model_name


def _queried(request: HttpRequest) -> list[int]:
    return [int(key) for key in request.GET.getlist("id") if key.isdecimal() and len(key) < MAX_DIGITS]
