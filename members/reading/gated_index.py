"""Keep the words of gated pages in an index of their own, and only there."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.db.models.signals import post_migrate, post_save
from modelsearch.tasks import insert_or_update_object_task
from wagtail.images import get_image_model
from wagtail.models import Page

from members.models import Gated, GatedText
from members.models.gated import Access
from members.reading.gated_media import note_uses, note_uses_of_all, settle_pictures


def gated_models() -> list[Any]:
    """Return every kind of piece that can be gated."""
    return [model for model in apps.get_models() if issubclass(model, Gated)]


def follow(sender: Any, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Follow a page that was saved in full: a save of single fields is one of a draft."""
    if not isinstance(instance, Page) or update_fields or kwargs.get("raw"):
        return
    if isinstance(instance, Gated):
        keep_words(instance)
    if type(instance) is not Page:
        note_uses(instance)


def keep_words(piece: Any) -> None:
    """Bring the gated index up to date with a piece; a row without words says that its gate is closed."""
    if piece.live and piece.is_gated():
        GatedText.objects.update_or_create(page_id=piece.pk, defaults={"text": piece.full_text})
    else:
        GatedText.objects.filter(page_id=piece.pk).delete()


def behind_gates() -> Iterator[QuerySet]:
    """Return the pieces, kind by kind, whose words and pictures only members find."""
    for model in gated_models():
        yield model.objects.filter(access=Access.MEMBERS, gated_text__isnull=False)


def open_gate(piece: Any) -> None:
    """Move words and pictures of a piece to where everybody finds them."""
    keep_words(piece)
    note_uses(piece)
    insert_or_update_object_task.enqueue(piece._meta.app_label, piece._meta.model_name, str(piece.pk))


def settle_replaced(instance: Any, created: bool, **kwargs: Any) -> None:
    """A picture whose file was replaced may have to go apart again."""
    if not created and instance.uses.exists():
        settle_pictures.enqueue([instance.pk])


def connect() -> None:
    """Listen to every page and picture that is saved, and catch up with those saved before."""
    post_save.connect(follow)
    post_save.connect(settle_replaced, sender=get_image_model())
    post_migrate.connect(note_uses_of_all, sender=apps.get_app_config("dimensions"))
