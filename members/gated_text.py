"""Keep the words of gated pages in an index of their own, and only there."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.db.models.signals import post_save
from modelsearch.tasks import insert_or_update_object_task

from members.models import Gated, GatedText
from members.models.gated import Access


def gated_models() -> list[Any]:
    """Give every kind of piece that can be gated."""
    return [model for model in apps.get_models() if issubclass(model, Gated)]


def keep_gated_text(sender: Any, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Follow a page that was saved in full: a save of single fields is one of a draft."""
    if isinstance(instance, Gated) and not update_fields and not kwargs.get("raw"):
        _keep(instance)


def _keep(piece: Any) -> None:
    if piece.live and piece.is_gated() and piece.full_text:
        GatedText.objects.update_or_create(page_id=piece.pk, defaults={"text": piece.full_text})
    else:
        GatedText.objects.filter(page_id=piece.pk).delete()


def behind_gates() -> Iterator[QuerySet]:
    """Give the pieces, kind by kind, whose words only members find."""
    for model in gated_models():
        yield model.objects.filter(access=Access.MEMBERS, gated_text__isnull=False)


def open_to_the_search(piece: Any) -> None:
    """Move the words of a piece into the index that everybody searches."""
    _keep(piece)
    insert_or_update_object_task.enqueue(piece._meta.app_label, piece._meta.model_name, str(piece.pk))


def connect() -> None:
    """Listen to every page that is saved."""
    post_save.connect(keep_gated_text)
