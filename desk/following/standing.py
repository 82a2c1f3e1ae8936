"""The status of a piece, in words for its author: who has it, since when, what comes next, and by when."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import WorkflowState

from desk.models import Piece, Stage


class Standing(NamedTuple):
    """The four parts of a status."""

    who: str
    since: datetime
    happens_next: str
    until: date | None


NEXT: dict[str, Any] = {
    Stage.PITCH: gettext_lazy("The editors talk about your idea and write to you."),
    Stage.INVITED: gettext_lazy("Accept the invitation that we mailed to you."),
    Stage.WRITING: gettext_lazy("You write, and send it when you are done."),
    Stage.REVIEW: gettext_lazy("They read it. You get a mail when they have questions, or when they accept it."),
    Stage.REVISION: gettext_lazy("You answer the questions of the editors, and send it again."),
    Stage.ACCEPTED: gettext_lazy("It is prepared for publication. You may get a proof to sign off."),
    Stage.PUBLISHED: gettext_lazy("Readers have it. Thank you!"),
    Stage.DECLINED: gettext_lazy("Nothing more. You can offer another idea at any time."),
    Stage.WITHDRAWN: gettext_lazy("Nothing, unless you go on with it."),
}
WITH_YOU = {Stage.WRITING, Stage.REVISION, Stage.INVITED}
WITH_NOBODY = {Stage.DECLINED, Stage.WITHDRAWN, Stage.PUBLISHED}


def standing_of(piece: Piece) -> Standing:
    """Return the status of a piece."""
    return Standing(_who(piece), piece.stage_since, str(NEXT[piece.stage]), _until(piece))


def _who(piece: Piece) -> str:
    if piece.stage in WITH_YOU:
        return _("You")
    if piece.stage in WITH_NOBODY:
        return _("Nobody")
    if piece.assignee:
        return _("%s, for the editors") % piece.assignee
    return _("The editors, %s") % _step(piece) if _step(piece) else _("The editors")


def _step(piece: Piece) -> str:
    """Return the current step of the review, such as the second reading."""
    state: WorkflowState | None = piece.article.current_workflow_state if piece.article else None
    task = state.current_task_state.task if state and state.current_task_state else None
    return _("step “%s”") % task.name if task and piece.stage == Stage.REVIEW else ""


def _until(piece: Piece) -> date | None:
    if piece.stage == Stage.ACCEPTED and piece.article and piece.article.go_live_at:
        return piece.article.go_live_at.date()
    return piece.planned_for if piece.stage == Stage.ACCEPTED else piece.due_on if piece.stage in WITH_YOU else None
