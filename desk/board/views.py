"""The page of the desk with all pieces in progress."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required

from desk.board.forms import DecisionForm, FilterForm, NoteForm, PieceForm
from desk.board.rows import rows_by_stage
from desk.following.proofs import send_proof
from desk.invitations.forms import InvitationForm
from desk.invitations.services import invite
from desk.models import Piece, PieceNote, Stage
from desk.permissions import KEEP_PIECES
from desk.pieces import services
from desk.submissions.views import change_stage

HEADING = gettext_lazy("Pieces")
INVITABLE = {Stage.PITCH, Stage.INVITED, Stage.WRITING}


def _user(request: HttpRequest) -> Any:
    return request.user


@permission_required(KEEP_PIECES)
def pieces(request: HttpRequest) -> HttpResponse:
    """List the pieces in progress, by stage."""
    form = FilterForm(request.GET)
    stages = rows_by_stage(form.chosen())
    context = {"form": form, "stages": stages, "page_title": HEADING, "header_icon": "list-ul"}
    return render(request, "desk/board/pieces.html", context)


@permission_required(KEEP_PIECES)
def piece(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a piece, and plan it."""
    found = get_object_or_404(Piece.objects.for_table(), pk=pk)
    form = PieceForm(request.POST or None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, _("“%s” is saved.") % found)
        return redirect("pieces")
    context = {
        "piece": found,
        "form": form,
        "decision": DecisionForm(),
        "note": NoteForm(),
        "notes": PieceNote.objects.filter(piece=found).select_related("author"),
        "invitation": found.invitations.open().first(),
        "may_invite": found.stage in INVITABLE and found.owner is None,
        "may_prove": found.stage in {Stage.REVIEW, Stage.ACCEPTED} and found.article and found.owner,
        "page_title": found.title,
        "header_icon": "doc-full",
    }
    return render(request, "desk/board/piece.html", context)


@permission_required(KEEP_PIECES)
def invite_author(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Invite an author, for a piece of the table or a new one."""
    found = get_object_or_404(Piece, pk=pk, owner=None) if pk else None
    form = InvitationForm(request.POST or None, piece=found, initial=_known(found))
    if not form.is_valid():
        return render(request, "desk/board/invite.html", {"form": form, "piece": found, "page_title": _("Invite")})
    invitation = invite(by=_user(request), piece=found, **form.cleaned_data)
    messages.success(request, _("We have written to %s.") % invitation.email)
    return redirect("pieces")


def _known(piece: Piece | None) -> dict[str, Any]:
    last = piece.invitations.first() if piece else None
    known = {"email": last.email, "name": last.name, "message": last.message} if last else {}
    return known | {"due_on": piece and piece.due_on}


@permission_required(KEEP_PIECES)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a pitch or decline it, with a mail."""
    found, form = get_object_or_404(Piece, pk=pk), DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("piece", pk)
    by, said = _user(request), form.cleaned_data
    if "accept" in request.POST:
        change = partial(services.accept_pitch, piece=found, by=by, due_on=said["due_on"], words=said["words"])
    else:
        change = partial(services.decline_pitch, piece=found, by=by, words=said["words"])
    return change_stage(request, change, _("We have written to %s.") % found.owner, "pieces")


@permission_required(KEEP_PIECES)
@require_POST
def prove(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the final proof to the author."""
    found = get_object_or_404(Piece, pk=pk)
    change = partial(send_proof, piece=found, by=_user(request))
    done = _("The proof is on its way to %s.") % found.owner
    return change_stage(request, change, done, reverse("piece", args=[pk]))


@permission_required(KEEP_PIECES)
@require_POST
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Note something about a piece."""
    found, form = get_object_or_404(Piece, pk=pk), NoteForm(request.POST)
    if form.is_valid():
        form.instance.piece, form.instance.author = found, request.user
        form.save()
    return redirect(f"{reverse('piece', args=[pk])}#notes")


URLS = [
    path("pieces/", pieces, name="pieces"),
    path("pieces/invite/", invite_author, name="invite_to_write"),
    path("pieces/<int:pk>/", piece, name="piece"),
    path("pieces/<int:pk>/invite/", invite_author, name="invite_to_write_piece"),
    path("pieces/<int:pk>/decide/", decide, name="decide_pitch"),
    path("pieces/<int:pk>/proof/", prove, name="send_proof"),
    path("pieces/<int:pk>/notes/", add_note, name="add_piece_note"),
]
