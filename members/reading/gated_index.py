"""Which pieces are gated, noted until their gate opens."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from wagtail.models import Page

from base.pages.signals import pages_changed
from members.audit.actions import Action
from members.audit.records import record
from members.models import Access, Gated, GatedText
from members.reading.media_uses import record_media_uses, relocate_at_once


def gated_models() -> list[Any]:
    """Return every model whose pieces can be gated."""
    return [model for model in apps.get_models() if issubclass(model, Gated)]


def gated_querysets() -> Iterator[QuerySet]:
    """Yield, for each model, the pieces whose gate is closed."""
    for model in gated_models():
        yield model.objects.filter(access=Access.MEMBERS, gated_text__isnull=False)


def update_on_save(sender: Any, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Follow a page that was saved in full; Wagtail saves drafts by single fields."""
    if not isinstance(instance, Page) or update_fields or kwargs.get("raw"):
        return
    if isinstance(instance, Gated):
        update_gated_text(instance)
    if type(instance) is not Page:
        record_media_uses(instance)


def update_gated_text(piece: Any) -> None:
    """Note that the gate of a piece is closed, or that it is open."""
    rows = GatedText.objects.filter(page_id=piece.pk)
    if piece.live and piece.is_gated():
        _row, is_new = rows.get_or_create(page_id=piece.pk)
        if is_new and _was_published_before(piece):
            record(Action.GATE_CLOSED, subject=piece)
    elif rows.delete()[0] and piece.live:
        record(Action.GATE_OPENED, subject=piece)


def _was_published_before(piece: Any) -> bool:
    """Whether this is no first publication, which would fill the audit log with every import."""
    first, last = piece.first_published_at, piece.last_published_at
    return bool(first and last and first < last)


def open_gate(piece: Any) -> None:
    """Move the pictures of a piece to where everybody finds them, and note that it is open."""
    update_gated_text(piece)
    record_media_uses(piece)
    pages_changed.send(type(piece), keys=[piece.pk])


def relocate_replaced(instance: Any, created: bool, **kwargs: Any) -> None:
    """Check where a picture belongs whose file was replaced: uploads go to the open folder."""
    if not created and instance.uses.exists():
        relocate_at_once([instance.pk])
