"""The uses of images and documents by published pages, and the storage of images that follows from them."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django_tasks import task
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from base.background.enqueue import enqueue_in_transaction
from base.media.renditions import ANYWHERE
from base.media.storage import GATED
from base.media.tasks import delete_files, request_renditions
from base.pages.public_uses import register_public_use, used_by
from members.models import Gated, Institution, MediaUse, Membership

# Private to Wagtail: ReferenceIndex has no public way to ask what an object refers to without saving the answer;
# guarded by tests/gating/test_media.py.
extract_references = ReferenceIndex._extract_references_from_object


def record_media_uses(*pages: Any) -> None:
    """Record the uses of pages after a full save, and move images to the storage they belong in."""
    before = MediaUse.objects.filter(page__in=[page.pk for page in pages])
    touched = set(before.filter(image__isnull=False).values_list("image", flat=True))
    before.delete()
    uses = MediaUse.objects.bulk_create(use for page in pages if page.live for use in _uses(page))
    touched |= {use.image_id for use in uses if use.image_id}
    gated_before = get_image_model().objects.filter(pk__in=touched, file__startswith=GATED)
    if any(use.is_gated for use in uses) or gated_before.exists():
        relocate_at_once(sorted(touched))


def _uses(page: Any) -> list[MediaUse]:
    is_gated = isinstance(page, Gated) and page.is_gated()
    columns = {_content_type_id(get_image_model()): "image_id", _content_type_id(get_document_model()): "document_id"}
    found: dict[tuple[str, str, bool], MediaUse] = {}
    for content_type_id, key, model_path, _content_path in extract_references(page):
        if column := columns.get(content_type_id):
            within = is_gated and model_path.partition(".")[0] in page.gated_fields
            found[column, key, within] = MediaUse(page_id=page.pk, is_gated=within, **{column: int(key)})
    return list(found.values())


def _content_type_id(model: Any) -> int:
    # Private to Wagtail: the type under which its index files a model; guarded by tests/gating/test_media.py.
    return ReferenceIndex._get_base_content_type(model).pk


def record_all_media_uses(**kwargs: Any) -> None:
    """Record what all pages use, in a database that has no record yet."""
    if not MediaUse.objects.exists():
        for page in Page.objects.live().exclude(depth=1).specific().iterator():
            record_media_uses(page)


def is_publicly_used(medium: Any) -> bool:
    """Return whether something public uses the image or document: a page, a portrait, a logo."""
    return bool(type(medium).objects.public().filter(pk=medium.pk).exists())


def register_public_uses() -> None:
    """Register the uses that make institutions, images and documents public: the roster, logos and open pages."""
    open_uses = MediaUse.objects.filter(is_gated=False)
    register_public_use(get_image_model(), lambda: used_by(open_uses, "image"))
    register_public_use(get_image_model(), lambda: used_by(Institution.objects.public(), "logo"))
    register_public_use(get_document_model(), lambda: used_by(open_uses, "document"))
    register_public_use(Institution, lambda: Q(number__isnull=False) | Q(in_passport_program=True))
    register_public_use(Institution, lambda: used_by(Membership.objects.all(), "institution"))


def relocate_at_once(keys: Sequence[int]) -> None:
    """Move images before the publishing request is answered; a worker does it if this process ends in between."""
    enqueue_in_transaction(relocate_images, keys)
    transaction.on_commit(partial(relocate_images.call, keys), robust=True)


@task()
def relocate_images(keys: Iterable[int]) -> None:
    """Move images that only gated pieces use to the gated storage, and all others out of it."""
    for key in keys:
        _relocate_image(key)


@transaction.atomic
def _relocate_image(key: int) -> None:
    """Move an image to the other storage if needed; locked, because a worker may do the same."""
    for image in get_image_model().objects.select_for_update().filter(pk=key):
        belongs_apart = MediaUse.objects.of(image).filter(is_gated=True).exists() and not is_publicly_used(image)
        if belongs_apart != image.is_gated:
            _move_to_other_side(image)


def _move_to_other_side(image: Any) -> None:
    """Move the file under a name that it never had. Its renditions are deleted, and made again there.

    The old files are deleted at once, or by a task if the process ends in between.
    """
    storage, old = image.file.storage, image.file.name
    left_over = [old, *image.renditions.values_list("file", flat=True)]
    with image.file.open() as file:
        new = storage.save(_name_on_other_side(image), ContentFile(file.read()))
    try:
        type(image).objects.filter(pk=image.pk).update(file=new)
        for rendition in image.renditions.all():
            rendition.delete()
    except BaseException:
        storage.delete(new)
        raise
    enqueue_in_transaction(delete_files, left_over)
    transaction.on_commit(partial(delete_files.call, left_over), robust=True)
    request_renditions(image.pk, ANYWHERE)


def _name_on_other_side(image: Any) -> str:
    """Return a new name, so that deleting the old file cannot hit an image that has been moved back."""
    was = PurePath(image.file.name)
    stem = was.stem.rpartition(".")[0] or was.stem
    name = str(image.get_upload_to(f"{stem}{was.suffix}"))
    return name if image.is_gated else GATED + name
