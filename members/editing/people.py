"""Views on the people of the desk: list, invitation, deactivation."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required

from members.accounts.desk_access import STRONG_FACTORS
from members.affiliations import invitations
from members.models import AppliedRole, DeskInvitation, User
from members.people import services
from members.people.forms import DeskInvitationForm
from members.people.role_order import manageable_by
from members.permissions import INVITE_TO_DESK

HEADING = gettext_lazy("People")


def desk_people() -> QuerySet[User]:
    """Return everybody with a role, with whether they have a second factor."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=STRONG_FACTORS)
    roles = AppliedRole.objects.exclude(group=None).values("group")
    found = User.objects.filter(groups__in=roles).distinct().prefetch_related("groups", "user_permissions")
    return found.annotate(has_second_factor=Exists(factors)).order_by("email")


@permission_required(INVITE_TO_DESK)
def list_people(request: HttpRequest) -> HttpResponse:
    """List the people of the desk, and invite one."""
    form = DeskInvitationForm(request.POST or None, user=request.user)
    if form.is_valid() and _invite(request, form):
        return redirect("desk_people")
    may_manage = manageable_by(request.user)
    context = {
        "rows": [(person, may_manage(person)) for person in desk_people()],
        "invitations": DeskInvitation.objects.open().select_related("group", "invited_by"),
        "form": form,
        "page_title": HEADING,
        "header_icon": "user",
    }
    return render(request, "members/editing/people.html", context)


def _invite(request: HttpRequest, form: DeskInvitationForm) -> bool:
    by: Any = request.user
    try:
        invitation = services.invite(email=form.cleaned_data["email"], group=form.cleaned_data["group"], by=by)
    except services.DeskInvitationError as problem:
        form.add_error("email", str(problem))
        return False
    messages.success(request, _("We have written to %s.") % invitation.email)
    return True


@permission_required(INVITE_TO_DESK)
@require_POST
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Deactivate an account of the desk, or reactivate it."""
    person, by = get_object_or_404(desk_people(), pk=pk), request.user
    is_active = "reactivate" in request.POST
    services.set_active(person=person, is_active=is_active, by=by)  # type: ignore[arg-type]  # not a guest
    text = _("%s works at the desk again.") if is_active else _("%s is logged out everywhere and cannot log in.")
    messages.success(request, text % person)
    return redirect("desk_people")


@permission_required(INVITE_TO_DESK)
@require_POST
def revoke_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(DeskInvitation.objects.open(), pk=pk)
    invitations.revoke(invitation=invitation)
    messages.success(request, _("The invitation of %s works no more.") % invitation.email)
    return redirect("desk_people")


URLS = [
    path("people/", list_people, name="desk_people"),
    path("people/<int:pk>/active/", set_active, name="set_desk_person_active"),
    path("people/invitations/<int:pk>/revoke/", revoke_invitation, name="revoke_desk_invitation"),
]
