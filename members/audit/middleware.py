"""Middleware of the audit log: the user of the request, and exports from the desk."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.log_actions import LogContext

from members.audit.actions import Action
from members.audit.records import record

SPREADSHEETS = {"csv", "xlsx"}


class RequestLogContext(LogContext):
    """Looks up the user only when something is logged: public pages must not touch the session."""

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.uuid = request, uuid.uuid4()

    @property
    def user(self) -> Any:
        """The acting user, or None for a guest."""
        user = self.request.user
        return user if user.is_authenticated else None


class AuditMiddleware:
    """Sets the user for log entries, and logs exports."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response; an export from the desk is logged before it is sent."""
        with RequestLogContext(request):
            response = self.get_response(request)
            if _is_export(request, response) and request.user.is_authenticated:
                record(Action.EXPORTED, subject=request.user, what=request.path)
        return response


def _is_export(request: HttpRequest, response: HttpResponse) -> bool:
    is_file = response.get("Content-Disposition", "").startswith("attachment")
    return is_file and response.status_code == 200 and request.GET.get("export") in SPREADSHEETS
