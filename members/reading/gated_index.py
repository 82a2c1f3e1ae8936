"""The index of gated pieces, kept until their gate opens."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.dispatch import Signal
from wagtail.models import Page

from base.pages.signals import pages_changed
from members.audit.actions import Action
from members.audit.records import record
from members.models import Access, Gated, GatedText
from members.reading.media_uses import record_media_uses, relocate_at_once

# Sent with `piece` when a published piece becomes gated or open.
gate_changed = Signal()


def gated_models() -> list[Any]:
    """Return all models whose pieces can be gated."""
    return [model for model in apps.get_models() if issubclass(model, Gated)]


def gated_querysets() -> Iterator[QuerySet]:
    """Yield a queryset of the gated pieces of each model."""
    for model in gated_models():
        yield model.objects.filter(access=Access.MEMBERS, gated_text__isnull=False)


def update_on_save(sender: Any, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Update the index after a full save of a page; Wagtail saves drafts with `update_fields`."""
    if not isinstance(instance, Page) or update_fields or kwargs.get("raw"):
        return
    if isinstance(instance, Gated):
        update_gated_text(instance)
    if type(instance) is not Page:
        record_media_uses(instance)


def update_gated_text(piece: Any) -> None:
    """Note whether a piece is gated or open."""
    rows = GatedText.objects.filter(page_id=piece.pk)
    if piece.live and piece.is_gated():
        _row, is_new = rows.get_or_create(page_id=piece.pk)
        if is_new and _was_published_before(piece):
            _tell(Action.GATE_CLOSED, piece)
    elif rows.delete()[0] and piece.live:
        _tell(Action.GATE_OPENED, piece)


def _tell(action: Action, piece: Any) -> None:
    record(action, subject=piece)
    gate_changed.send(type(piece), piece=piece)


def _was_published_before(piece: Any) -> bool:
    """Return whether this is not the first publication, which would fill the audit log with every import."""
    first, last = piece.first_published_at, piece.last_published_at
    return bool(first and last and first < last)


def open_gate(piece: Any) -> None:
    """Move the images of a piece to public media, and note that it is open."""
    update_gated_text(piece)
    record_media_uses(piece)
    pages_changed.send(type(piece), keys=[piece.pk])


def relocate_replaced(instance: Any, created: bool, **kwargs: Any) -> None:
    """Move an image whose file was replaced to its storage: uploads go to the public folder."""
    if not created and instance.uses.exists():
        relocate_at_once([instance.pk])
