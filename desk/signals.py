"""Signal receivers that keep pieces in sync with their articles, so that moving an article moves its piece."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save, pre_delete
from django.urls import reverse
from wagtail.models import Page, Revision, WorkflowState
from wagtail.signals import (
    page_published,
    task_approved,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from articles.models import ArticlePage, Trend
from desk.mails import reviews
from desk.models import Piece, Stage
from desk.pieces import emails
from desk.pieces.co_authors import credit_co_authors
from desk.pieces.services import save_moved
from members.accounts.desk_access import may_enter_desk

SCHEDULED = {"approved_go_live_at__isnull": False}


def keep_piece(sender: Any, instance: ArticlePage, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Create a piece for a new draft, or update title, kind and section of an existing one."""
    if raw or getattr(instance, "is_of_piece", False):
        return
    title = instance.draft_title or instance.title
    if created and not instance.live:
        Piece.objects.create(**_fields(instance, title), article=instance, owner=instance.owner, stage=Stage.WRITING)
    elif not created:
        Piece.objects.of_article(instance.pk).exclude(**_fields(instance, title)).update(**_fields(instance, title))


def _fields(article: ArticlePage, title: str) -> dict[str, Any]:
    return {"title": title[:255], "section_id": article.listed_in_id}


def _piece_of(instance: Revision | WorkflowState) -> Piece | None:
    """Return the piece whose article a version or a review is of."""
    if ContentType.objects.get_for_id(instance.base_content_type_id).model_class() is not Page:
        return None
    return Piece.objects.of_article(instance.object_id).select_related("owner", "article").first()


def keep_trends(sender: Any, instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    """Set the trends of the latest version on the piece, so that the table can filter by them."""
    chosen = None if raw else instance.content.get("article_trends")
    if chosen is not None and (piece := _piece_of(instance)):
        piece.trends.set(Trend.objects.filter(pk__in=[link["tag"] for link in chosen]))


def when_scheduled(sender: Any, instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    """Update the stage when a version is scheduled, with or without a review, or unscheduled."""
    piece = None if raw else _piece_of(instance)
    if not piece or piece.stage not in Stage.in_progress():
        return
    is_scheduled = Revision.page_revisions.filter(**SCHEDULED, object_id=instance.object_id).exists()
    if is_scheduled and piece.stage != Stage.ACCEPTED:
        save_moved(piece, Stage.ACCEPTED)
    elif piece.stage == Stage.ACCEPTED and not is_scheduled:
        save_moved(piece, Stage.WRITING)


def when_deleted(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    """Close the piece of a draft that is deleted at the desk."""
    for piece in Piece.objects.of_article(instance.pk).in_progress():
        save_moved(piece, Stage.WITHDRAWN)


def when_handed_in(sender: Any, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """A step of the review begins."""
    piece = _piece_of(instance.workflow_state)
    if piece and piece.stage in Stage.with_the_author():
        save_moved(piece, Stage.REVIEW)


def when_read(sender: Any, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """An editor has approved a step: the co-authors become contributors."""
    if piece := _piece_of(instance.workflow_state):
        credit_co_authors(piece, by=user)


def when_sent_back(sender: Any, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """An editor has questions."""
    piece = _piece_of(instance)
    if piece and piece.stage == Stage.REVIEW:
        piece.words_to_author = instance.current_task_state.comment if instance.current_task_state else ""
        save_moved(piece, Stage.REVISION)
        emails.tell_author(piece, template="sent_back", by=user, **_where_to_answer(piece))


def _where_to_answer(piece: Piece) -> dict[str, str]:
    """Return the link to the text for authors with access to the desk; others use the page of the piece."""
    if piece.owner is None or not may_enter_desk(piece.owner):
        return {}
    address = reverse("wagtailadmin_pages:edit", args=[piece.article_id])
    return {"link": emails.absolute(f"{address}#comments")}


def when_taken_back(sender: Any, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """The review was ended; what readers see already is published all the same."""
    piece = _piece_of(instance)
    if piece and piece.stage in {Stage.REVIEW, Stage.REVISION}:
        save_moved(piece, Stage.WRITING)


def when_approved(sender: Any, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """Mark the piece as accepted after the last step; scheduled articles stay accepted until publication."""
    piece = _piece_of(instance)
    if piece and piece.article and not ArticlePage.objects.live().filter(pk=piece.article_id).exists():
        save_moved(piece, Stage.ACCEPTED)
        emails.tell_author(piece, template="accepted", by=user, date=emails.day(piece.article.go_live_at))


def when_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Mark the piece as published; Wagtail also sends the signal for scheduled articles."""
    piece = Piece.objects.of_article(instance.pk).select_related("owner", "article").first()
    if piece and instance.live and piece.stage != Stage.PUBLISHED:
        save_moved(piece, Stage.PUBLISHED)
        emails.tell_author(piece, template="published", by=None, link=instance.full_url or "")


def connect() -> None:
    """Connect all receivers."""
    reviews.connect()
    post_save.connect(keep_piece, sender=ArticlePage, dispatch_uid="desk.keep_piece")
    post_save.connect(keep_trends, sender=Revision, dispatch_uid="desk.keep_trends")
    post_save.connect(when_scheduled, sender=Revision, dispatch_uid="desk.when_scheduled")
    pre_delete.connect(when_deleted, sender=ArticlePage, dispatch_uid="desk.when_deleted")
    page_published.connect(when_published, sender=ArticlePage)
    task_submitted.connect(when_handed_in)
    task_approved.connect(when_read)
    workflow_rejected.connect(when_sent_back)
    workflow_cancelled.connect(when_taken_back)
    workflow_approved.connect(when_approved)
