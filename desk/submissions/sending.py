"""Submit a piece to the editors: it goes through the review of all articles."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import WorkflowState

from desk.drafting import drafts
from desk.models import Piece, Stage
from desk.pieces import emails
from desk.pieces.services import PieceError, lock, save_moved
from desk.submissions import checks
from desk.submissions.forms import StepForm
from members.models import User


class CheckForm(StepForm):
    """Further details for the editors."""

    template = "desk/step_check.html"

    sources = forms.CharField(
        label=gettext_lazy("Your sources"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Where facts, figures and quotations come from. Write “none” where there are none."),
    )
    words_to_editors = forms.CharField(
        label=gettext_lazy("Anything else that the editors should know?"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def kept(self) -> dict[str, Any]:
        """Return the saved values of this step."""
        return {name: getattr(self.piece, name) for name in ("sources", "words_to_editors")}

    def answers(self) -> list[checks.Answer]:
        """Return the answers of the checklist."""
        return checks.answers(self.piece, self.draft)

    def apply(self, piece: Piece, draft: Any) -> None:
        """Save the submitted values."""
        piece.sources, piece.words_to_editors = self.cleaned_data["sources"], self.cleaned_data["words_to_editors"]


@transaction.atomic
def send(*, piece: Piece, by: User) -> Piece:
    """Submit the piece to the editors, first or again. Raise PieceError if something is missing."""
    found = lock(piece, stages=Stage.with_the_author())
    draft = drafts.draft_of(found)
    if checks.missing(found, draft):
        raise PieceError(_("Something is still missing: see the list."))
    _hand_in(found.article, by)
    found.sent_revision = draft.latest_revision
    save_moved(found, Stage.REVIEW)
    return found


def _hand_in(page: Any, by: User) -> None:
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(by)
    elif not state:
        if (review := page.get_workflow()) is None:
            raise PieceError(_("Nobody reads what is sent in at the moment. Please write to the editors."))
        review.start(page, by)


@transaction.atomic
def take_back(*, piece: Piece, by: User) -> Piece:
    """Take a piece back from the editors, to change it."""
    found = lock(piece, stages={Stage.REVIEW})
    cancel_review(found, by)
    save_moved(found, Stage.WRITING)
    return found


def cancel_review(piece: Piece, by: User) -> None:
    """Cancel the review, if there is one."""
    if piece.article and (state := piece.article.current_workflow_state):
        state.cancel(by)


@transaction.atomic
def withdraw(*, piece: Piece, by: User, and_delete: bool) -> Piece:
    """Withdraw a piece for good; its text and images are deleted, or kept for its author alone."""
    found = lock(piece, stages=Stage.withdrawable())
    cancel_review(found, by)
    article = found.article
    if and_delete and article:
        for picture in found.pictures.all():
            picture.delete()
        found.article = found.sent_revision = None
        found.save()
        # Authors without a role may delete what they have written.
        DeletePageAction(article, user=by).execute(skip_permission_checks=True)
    save_moved(found, Stage.WITHDRAWN)
    text_now = _("Its text is kept, in case they go on later.") if found.article_id else _("Its text is deleted.")
    emails.tell_editors(found, template="withdrawn", by=by, text_now=text_now)
    return found


@transaction.atomic
def bring_back(*, piece: Piece, by: User) -> Piece:
    """Resume a piece that was withdrawn."""
    found = lock(piece, stages={Stage.WITHDRAWN})
    save_moved(found, Stage.WRITING)
    return found
