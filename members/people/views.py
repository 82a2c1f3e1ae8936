"""The page to which an invitation to the desk leads."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.affiliations.invitations import is_addressed_to
from members.models import DeskInvitation
from members.people import services


@require_http_methods(["GET", "HEAD", "POST"])
def desk_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to anybody with its link; its addressee accepts it by a button."""
    found = DeskInvitation.objects.with_token(token)
    if found is None:
        raise Http404
    if request.method == "POST" and request.user.is_authenticated:
        return _accept(request, found)
    context = {
        "invitation": found,
        "is_mine": request.user.is_authenticated and is_addressed_to(found, request.user),
        "back": urlencode({"next": request.path}),
        "sign_up": urlencode({"next": request.path, "email": found.email}),
    }
    return render(request, "members/desk_invitation.html", context, status=200 if found.is_open else 410)


def _accept(request: HttpRequest, found: DeskInvitation) -> HttpResponse:
    user: Any = request.user
    try:
        signed_up_here = request.session.get(services.SIGNED_UP_KEY) == user.pk
        services.accept(invitation=found, user=user, signed_up_here=signed_up_here)
    except services.DeskInvitationError as problem:
        messages.error(request, str(problem))
        return redirect(request.path)
    update_session_auth_hash(request, user)
    if not user.has_usable_password():
        messages.info(request, _("Your account has no password: log in with a mailed code, or set one."))
    messages.success(request, _("Welcome to the desk: your role is %s.") % found.group)
    return redirect("wagtailadmin_home")
