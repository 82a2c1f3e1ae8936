"""Background tasks about the files of pictures: make sizes before a reader waits for them, delete what is left over."""

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


@task(priority=-10)
def make_renditions(key: int, sizes: Sequence[str]) -> None:
    """Make the sizes of a picture that are missing, one by one: each takes the memory of all its pixels."""
    for image in get_image_model().objects.filter(pk=key):
        for size in sizes:
            made = get_rendition_or_not_found(image, size)
            if made.pk and _is_on_other_side_of_gate(made):
                made.delete()
                request_renditions(key, sizes)
                return


def _is_on_other_side_of_gate(made: Any) -> bool:
    """Whether a picture went to the other side of a gate while a size was made; waits for who moves it."""
    with transaction.atomic():
        image = get_image_model().objects.select_for_update().filter(pk=made.image_id).first()
        return image is not None and image.is_gated != made.is_gated


def request_renditions(key: int | None, sizes: Sequence[str]) -> None:
    """Have sizes of a picture made once it is saved for good; no picture, no sizes."""
    if key:
        enqueue_in_transaction(make_renditions, key, list(sizes))


@task()
def delete_files(names: Sequence[str]) -> None:
    """Delete files of pictures that nothing names any more, and that get no name which was theirs."""
    for name in names:
        default_storage.delete(name)


def request_renditions_on_save(model: type[Model], key: str, sizes: Sequence[str]) -> None:
    """Request renditions of the image that an object refers to, whenever an object of the model is saved."""

    def saved(instance: Any, **kwargs: Any) -> None:
        request_renditions(getattr(instance, key), sizes)

    post_save.connect(saved, sender=model, weak=False)


def connect() -> None:
    """Listen to pictures: one may be new, have another file, or be cut around another point."""
    request_renditions_on_save(get_image_model(), "pk", ANYWHERE)
