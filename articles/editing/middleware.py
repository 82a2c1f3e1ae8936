"""No address of the desk opens what somebody may not know of, whichever view stands behind it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page

from articles.editing.permissions import PAGE_POLICY

# How Wagtail's addresses name a page; `pk` does so only among pages, `id` in the query of choosers and bulk actions.
PAGE_ARGUMENTS = {"page_id", "parent_page_id", "page_to_move_id", "page_pk", "destination_id"}
PAGE_NAMESPACES = {"wagtailadmin_pages", "wagtailadmin_api:pages"}
# A report that names the page of each type that was edited last, whosever it is.
REPORTS_ON_ALL_PAGES = {"page_types_usage", "page_types_usage_results"}
QUERIES_OF_PAGES = {"wagtailadmin_choose_page_chosen_multiple", "wagtail_bulk_action"}


class VisiblePagesMiddleware:
    """Answers 404 where the address leads to a page of which the user may not know."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Raise Http404 for a page that is hidden."""
        # The path comes first: whoever asks for the user gets an answer that varies by cookie.
        if not request.path_info.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return
        visible = PAGE_POLICY.visible_pages(request.user)
        if visible and _names_hidden_page(request, kwargs, visible):
            raise Http404


def _names_hidden_page(request: HttpRequest, kwargs: dict[str, Any], visible: Q) -> bool:
    if request.resolver_match and request.resolver_match.url_name in REPORTS_ON_ALL_PAGES:
        return True
    named = set(_pages_in_address(request, kwargs))
    return bool(named) and Page.objects.filter(pk__in=named).exclude(visible).exists()


def _pages_in_address(request: HttpRequest, kwargs: dict[str, Any]) -> Iterator[int]:
    match = request.resolver_match
    is_of_pages = match is not None and match.namespace in PAGE_NAMESPACES
    for name, value in kwargs.items():
        if name in PAGE_ARGUMENTS or (is_of_pages and name == "pk"):
            yield int(value)
    if match is not None and match.url_name in QUERIES_OF_PAGES:
        yield from (int(key) for key in request.GET.getlist("id") if key.isdecimal() and len(key) < 19)
