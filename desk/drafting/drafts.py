"""The draft of a piece: an ordinary article, saved as revisions, only on top of the latest version."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug

from articles.models import ArticlePage, Credit, SectionPage
from base.pages.slugs import slug_of
from desk.invitations.services import prepare_author
from desk.models import Piece, Stage
from desk.pieces.services import PieceError, lock
from members.models import User


class OutdatedError(Exception):
    """Somebody has saved since this was opened: the author in another window, or an editor."""


def version_of(piece: Piece) -> str:
    """Return the version that a form must send back, so that nobody overwrites what they have not seen."""
    revision = ArticlePage.objects.filter(pk=piece.article_id).values_list("latest_revision", flat=True).first()
    return f"{piece.version}.{revision or 0}"


def draft_of(piece: Piece) -> Any:
    """Return the newest version of the text, or None when nothing is written yet."""
    return piece.article.get_latest_revision_as_object() if piece.article else None


@transaction.atomic
def begin(piece: Piece) -> Piece:
    """Return the piece with a draft, created if needed."""
    found = lock(piece, stages=Stage)
    if found.article_id is None and found.owner and found.is_with_author:
        found.article = _new_draft(found, found.owner)
        found.save(update_fields=["article"])
    return found


def _new_draft(piece: Piece, author: User) -> ArticlePage:
    section = piece.section or SectionPage.objects.live().order_by("path").first()
    if section is None:
        raise PieceError(_("The magazine has no section yet, so nothing can be written. Please tell the editors."))
    draft = ArticlePage(title=piece.title, kind=piece.kind, owner=author, live=False, has_unpublished_changes=True)
    draft.is_of_piece = True  # so that no second piece is made for it
    draft.slug = free_slug(draft.title, section)
    draft.credits.add(Credit(contributor=prepare_author(author)))
    section.add_child(instance=draft)
    draft.save_revision(user=author, log_action="wagtail.create")
    return draft


def free_slug(title: str, section: Any, page: Any = None) -> str:
    """Return the last part of the address that a headline would have."""
    wanted = slug_of(title, otherwise="piece")
    return find_available_slug(section, wanted, ignore_page_id=page and page.pk)


@transaction.atomic
def save(*, piece: Piece, version: str, by: User, change: Callable[[Piece, Any], object]) -> Piece:
    """Apply a step to the piece and its draft. Raise OutdatedError, or PieceError once it is not with the author."""
    found = lock(piece, stages=Stage.with_the_author())
    if version != version_of(found):
        raise OutdatedError
    draft = draft_of(found)
    before = draft.serializable_data()
    change(found, draft)
    if draft.serializable_data() != before:
        _keep(draft, by, found)
    found.version += 1
    found.save()
    return found


def _keep(draft: Any, by: User, piece: Piece) -> None:
    """Save a revision. Consecutive changes share one, until the piece is sent or somebody else writes."""
    draft.slug = free_slug(draft.title, draft.get_parent(), draft)
    last = draft.get_latest_revision()
    is_own = last is not None and last.user_id == by.pk and last.pk != piece.sent_revision_id
    may_overwrite = is_own and not last.task_states.exists()
    draft.save_revision(user=by, clean=False, overwrite_revision=last if may_overwrite else None)
