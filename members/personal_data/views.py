"""Views in which users export their data and delete their account; both require reauthentication."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from base.views import read_only
from members.audit.actions import Action
from members.audit.records import record
from members.models import User
from members.personal_data import erase
from members.personal_data.export import personal_file


@login_required
@read_only
@reauthentication_required
@sensitive_variables("content")
def download_data(request: HttpRequest) -> HttpResponse:
    """Send everything that is stored about the user."""
    user: Any = request.user
    record(Action.EXPORTED, subject=user, what=request.path)
    name, content = personal_file(user)
    kind = "application/zip" if name.endswith(".zip") else "application/json"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@login_required
def delete_account(request: HttpRequest) -> HttpResponse:
    """Show what deletion removes and what it keeps; delete the account once it is confirmed."""
    return _delete(request) if request.method == "POST" else render(request, "members/delete.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    user: Any = request.user
    return {
        "published": user.owned_pages.filter(live=True).count(),
        "unpublished": user.owned_pages.filter(live=False).count(),
        "left_alone": erase.institutions_left_alone(user),
        "is_sole_manager": erase.is_sole_manager(user),
        "is_sole_administrator": erase.is_sole_administrator(user),
    }


@reauthentication_required
def _delete(request: HttpRequest) -> HttpResponse:
    asking: Any = request.user
    user = User.objects.get(pk=asking.pk)
    logout(request)
    erase.delete_account(user=user)
    return render(request, "members/deleted.html")
