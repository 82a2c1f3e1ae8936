"""The page to which an invitation to write leads."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from base.views import personal
from desk.invitations import services
from desk.invitations.forms import AcceptForm
from desk.models import PieceInvitation
from desk.pieces.services import PieceError
from members.affiliations.invitations import is_addressed_to
from members.people.services import SIGNED_UP_KEY

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation to anybody with its link; its addressee accepts it by a button."""
    found = PieceInvitation.objects.with_token(token)
    if found is None:
        raise Http404
    form = AcceptForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST":
        try:
            if answer := _accept(request, found, form):
                return answer
        except PieceError as problem:
            messages.error(request, str(problem))
            return redirect(request.path)
    return render(request, "desk/invitation.html", _context(request, found, form), status=200 if found.is_open else 410)


def _context(request: HttpRequest, found: PieceInvitation, form: AcceptForm) -> dict[str, Any]:
    is_known = request.user.is_authenticated
    return {
        "invitation": found,
        "form": form,
        "is_mine": is_known and is_addressed_to(found, request.user),  # type: ignore[arg-type]  # not a guest
        "is_new": not is_known and not services.has_account(found.email),
        "is_my_piece": is_known and found.piece.owner == request.user,
        "back": urlencode({"next": request.path}),
        "sign_up": urlencode({"next": request.path, "email": found.email}),
    }


def _accept(request: HttpRequest, found: PieceInvitation, form: AcceptForm) -> HttpResponse | None:
    if request.user.is_authenticated:
        return _accept_as(request, found)
    if not form.is_valid():
        return None
    user = services.accept_as_new(invitation=found, name=form.cleaned_data["name"])
    login(request, user, backend=BACKEND)
    text = _("Welcome! You have an account now: next time, log in with %s, and we mail you a code.")
    messages.success(request, text % user.email)
    return redirect("submission_step", found.piece_id, "about")


def _accept_as(request: HttpRequest, found: PieceInvitation) -> HttpResponse:
    user: Any = request.user
    signed_up_here = request.session.get(SIGNED_UP_KEY) == user.pk
    piece = services.accept(invitation=found, user=user, signed_up_here=signed_up_here)
    update_session_auth_hash(request, user)
    messages.success(request, _("Thank you! Here you can write, whenever it suits you: everything is kept."))
    return redirect("submission_step", piece.pk, "about")
