"""Background tasks on image files: make renditions before a reader needs them, delete orphaned files."""

from collections.abc import Sequence
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.shortcuts import get_rendition_or_not_found

from base.background.enqueue import enqueue_in_transaction
from base.media.renditions import ANYWHERE
from page_store.invalidation import record_change


@task(priority=-10)
def make_renditions(key: int, sizes: Sequence[str]) -> None:
    """Make the missing renditions of an image, one at a time: each needs memory for all its pixels.

    Pages use phone sizes only once they exist, so new ones count as a change.
    """
    for image in get_image_model().objects.filter(pk=key):
        before = image.renditions.count()
        for size in sizes:
            made = get_rendition_or_not_found(image, size)
            if made.pk and _is_on_other_side_of_gate(made):
                made.delete()
                request_renditions(key, sizes)
                return
        if image.renditions.count() > before:
            record_change()


def _is_on_other_side_of_gate(made: Any) -> bool:
    """Return whether an image crossed the gate while a size was made; waits for a running move."""
    with transaction.atomic():
        image = get_image_model().objects.select_for_update().filter(pk=made.image_id).first()
        return image is not None and image.is_gated != made.is_gated


def request_renditions(key: int | None, sizes: Sequence[str]) -> None:
    """Queue renditions of an image after the transaction commits; without an image or sizes, do nothing."""
    if key:
        enqueue_in_transaction(make_renditions, key, list(sizes))


@task()
def delete_files(names: Sequence[str]) -> None:
    """Delete image files that nothing names any more; their names are never reused."""
    for name in names:
        default_storage.delete(name)


def request_renditions_on_save(model: type[Model], key: str, sizes: Sequence[str]) -> None:
    """Request renditions of the image that an object refers to, whenever an object of the model is saved."""

    def saved(instance: Any, **kwargs: Any) -> None:
        request_renditions(getattr(instance, key), sizes)

    post_save.connect(saved, sender=model, weak=False)


def connect() -> None:
    """Connect to signals of images: one may be new, or have another file or focal point."""
    request_renditions_on_save(get_image_model(), "pk", ANYWHERE)
