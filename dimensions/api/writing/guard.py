"""Conditions, idempotency keys and transactions of all requests that write to the API."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.operation import Operation
from wagtail.models import Page

from dimensions.api.middleware import API
from dimensions.api.tokens import operations
from dimensions.api.writing.conditions import IF_MATCH, require_match, tag_of
from dimensions.api.writing.idempotency import KEY, answer_again, keep_answer

PAGES = f"{API}pages/"
WRITING = {"POST", "PUT", "PATCH", "DELETE"}
View = Callable[..., Any]


def guard_writing(api: NinjaAPI) -> None:
    """Check the conditional headers of a request in every operation.

    Private to Ninja: `_routers` and `Operation.view_func`; guarded by tests/api/test_conditions.py.
    """
    for _prefix, router in api._routers:
        for operation in operations(router):
            operation.view_func = _guarded(operation.view_func, takes_key(operation))


def takes_key(operation: Operation) -> bool:
    """Return whether an operation creates something each time that it is called."""
    return "POST" in operation.methods


def _guarded(view: View, can_be_answered_again: bool) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, **values: Any) -> Any:
        if can_be_answered_again and (again := answer_again(request)):
            return again
        if request.method in WRITING and "page_id" in values:
            require_match(request, values["page_id"])
        return _noting_page(request, view(request, **values))

    return guarded


def _noting_page(request: HttpRequest, result: Any) -> Any:
    """Note the page of a result, which Wagtail returns with or without a status; what readers get has no state."""
    page = getattr(result, "value", result)
    if isinstance(page, Page) and request.path.startswith(PAGES):
        request.told_page = page.pk  # type: ignore[attr-defined]  # read by the middleware
    return result


class WritingMiddleware:
    """Runs a request in one transaction where its sender relies on that, and sends the ETag of the page.

    It comes last, so that the transaction holds only the view.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on requests that do not write to the API, or that have no condition."""
        if not request.path.startswith(API):
            return self.get_response(request)
        if request.method in WRITING and (IF_MATCH in request.headers or KEY in request.headers):
            return self._in_one_transaction(request)
        return _tagged(request, self.get_response(request))

    def _in_one_transaction(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            response = _tagged(request, self.get_response(request))
            if response.status_code < 400:
                keep_answer(request, response)
            else:
                transaction.set_rollback(True)
        return response


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    page = getattr(request, "told_page", None)
    if page and response.status_code < 300:
        response["ETag"] = tag_of(page, response.content)
    return response
