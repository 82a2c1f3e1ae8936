"""Co-authors of an accepted piece become contributors, with a credit in its text."""

from typing import Any

from articles.models import Contributor, Credit
from desk.drafting.drafts import draft_of
from desk.models import CoAuthor, Piece


def credit_co_authors(piece: Piece, *, by: Any) -> None:
    """Credit co-authors who are not contributors yet, in the next version to be reviewed.

    Nobody gets a credit for their name alone: if somebody else has this name, an editor can choose that contributor
    instead.
    """
    new = list(piece.co_authors.filter(contributor=None))
    state = piece.article.current_workflow_state if piece.article and new else None
    if state is None or state.current_task_state is None:
        return
    draft = draft_of(piece)
    for person in new:
        draft.credits.add(_credit(person, by, order=draft.credits.count()))
    state.current_task_state.revision = draft.save_revision(user=by, clean=False)
    state.current_task_state.save(update_fields=["revision"])


def _credit(person: CoAuthor, by: Any, order: int) -> Credit:
    person.contributor = Contributor.objects.create(name=person.name, job_title=person.job_title, created_by=by)
    person.save(update_fields=["contributor"])
    return Credit(
        contributor=person.contributor, title=person.job_title, affiliation=person.affiliation, sort_order=order
    )
