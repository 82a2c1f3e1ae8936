"""Views for authors: the status of a piece, and their replies."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Comment

from base.views import personal, read_only
from desk.drafting import drafts
from desk.drafting.changes import changes_between
from desk.following import comments, proofs
from desk.following.standing import standing_of
from desk.models import Stage
from desk.pieces.media import PROOFS_KEY
from desk.submissions import sending
from desk.submissions.views import change_stage, own_piece, show_draft

ANSWERABLE = {Stage.WRITING, Stage.REVIEW, Stage.REVISION, Stage.ACCEPTED}


class AnswerForm(forms.Form):
    """A reply to a comment."""

    text = forms.CharField(label=gettext_lazy("Your answer"), max_length=2_000, widget=forms.Textarea({"rows": 3}))


class RemarkForm(forms.Form):
    """The errors in a proof; empty if it is right."""

    remark = forms.CharField(
        label=gettext_lazy("What is still wrong?"), max_length=2_000, required=False, widget=forms.Textarea({"rows": 4})
    )

    def clean(self) -> dict[str, Any]:
        """Require a text if the proof is marked as wrong."""
        data: dict[str, Any] = super().clean() or {}
        if "wrong" in self.data and not data.get("remark", "").strip():
            self.add_error("remark", _("Say what is wrong, so that the editors can mend it."))
        return data


def _user(request: HttpRequest) -> Any:
    return request.user


@personal
@login_required
@read_only
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the status of a piece, and the editors' comments."""
    piece = own_piece(request, pk)
    draft = drafts.draft_of(piece)
    context = {
        "piece": piece,
        "standing": standing_of(piece),
        "comments": comments.comments_on(piece, draft) if draft else [],
        "may_answer": piece.stage in ANSWERABLE,
        "has_changed": _has_changed(piece),
        "proof_address": proofs.address_of(piece) if piece.proof_revision_id and not piece.proof_signed_at else "",
    }
    return render(request, "desk/status.html", context)


def _has_changed(piece: Any) -> bool:
    return bool(piece.sent_revision_id and piece.article and piece.article.latest_revision_id != piece.sent_revision_id)


@personal
@login_required
@read_only
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the changes since the piece was submitted."""
    piece = own_piece(request, pk)
    if not piece.sent_revision or not piece.article:
        raise Http404
    found = changes_between(piece.sent_revision.as_object(), drafts.draft_of(piece))
    return render(request, "desk/changes.html", {"piece": piece, "changes": found})


@personal
@login_required
@require_POST
def answer(request: HttpRequest, pk: int, comment_id: int) -> HttpResponse:
    """Reply to a comment of an editor."""
    piece, form = own_piece(request, pk), AnswerForm(request.POST)
    comment = get_object_or_404(Comment, pk=comment_id, page=piece.article_id or 0, resolved_at=None)
    if piece.stage not in ANSWERABLE or not form.is_valid():
        return redirect(f"{piece.get_absolute_url()}#comment-{comment.pk}")
    comments.answer(piece=piece, comment=comment, text=form.cleaned_data["text"], by=_user(request))
    return redirect(f"{piece.get_absolute_url()}#comment-{comment.pk}")


@personal
@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the piece back to change it."""
    piece = own_piece(request, pk)
    change = partial(sending.take_back, piece=piece, by=_user(request))
    return change_stage(request, change, _("You can change it now. Send it again when you are done."), piece)


@personal
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw the piece, after asking what should happen to the text."""
    piece = own_piece(request, pk)
    if request.method != "POST":
        return render(request, "desk/withdraw.html", {"piece": piece})
    and_delete = request.POST.get("then") == "delete"
    change = partial(sending.withdraw, piece=piece, by=_user(request), and_delete=and_delete)
    kept = _("You have withdrawn your piece; only you and the editors can see it now.")
    gone = _("You have withdrawn your piece. Its text and its pictures are deleted.")
    return change_stage(request, change, gone if and_delete else kept, piece)


@personal
@login_required
@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Resume a piece that was withdrawn."""
    piece = own_piece(request, pk)
    change = partial(sending.bring_back, piece=piece, by=_user(request))
    return change_stage(request, change, _("Good to have it back."), piece)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """Show the proof to anybody with its link; a button signs it off."""
    piece = proofs.piece_for(token)
    if piece is None:
        return render(request, "desk/proof_over.html", status=410)
    request.session[PROOFS_KEY] = sorted({*request.session.get(PROOFS_KEY, ()), piece.pk})
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        remark, is_right = form.cleaned_data["remark"], "wrong" not in request.POST
        change = partial(proofs.answer_proof, piece=piece, is_right=is_right, remark=remark)
        return change_stage(request, change, _("Thank you! The editors know."), request.path)
    return render(request, "desk/proof.html", {"piece": piece, "form": form, "token": token})


@personal
@read_only
def proof_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the article as it was sent for sign-off."""
    piece = proofs.piece_for(token)
    if piece is None:
        raise Http404
    return show_draft(request, proofs.proof_version(piece))
