"""Pictures and documents of gated pieces: where they lie, and who gets them."""

import mimetypes
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from base.media.renditions import ANYWHERE
from base.media.storage import GATED
from base.media.tasks import request_renditions
from members.models import Gated, MediaUse
from members.reading.access import is_readable, not_to_be_kept, reader_of

SEES_THE_LIBRARY = "wagtailadmin.access_admin"
EXTRACT = ReferenceIndex._extract_references_from_object


def note_uses(*pages: Any) -> None:
    """Write down what pages that were saved in full show, and put pictures where they now belong."""
    before = MediaUse.objects.filter(page__in=[page.pk for page in pages])
    touched = set(before.filter(image__isnull=False).values_list("image", flat=True))
    before.delete()
    uses = MediaUse.objects.bulk_create(use for page in pages if page.live for use in _uses(page))
    touched |= {use.image_id for use in uses if use.image_id}
    gated_before = get_image_model().objects.filter(pk__in=touched, file__startswith=GATED)
    if any(use.is_gated for use in uses) or gated_before.exists():
        settle_pictures.enqueue(sorted(touched))


def _uses(page: Any) -> list[MediaUse]:
    is_gated = isinstance(page, Gated) and page.is_gated()
    kinds = {_type_id(get_image_model()): "image_id", _type_id(get_document_model()): "document_id"}
    found: dict[tuple[str, str, bool], MediaUse] = {}
    for type_id, key, model_path, _content_path in EXTRACT(page):
        if column := kinds.get(type_id):
            within = is_gated and model_path.partition(".")[0] in page.gated_fields
            found[column, key, within] = MediaUse(page_id=page.pk, is_gated=within, **{column: int(key)})
    return list(found.values())


def _type_id(model: Any) -> int:
    return ReferenceIndex._get_base_content_type(model).pk


def note_uses_of_all(**kwargs: Any) -> None:
    """Write down what all pages show, in a database that has never been asked to."""
    if not MediaUse.objects.exists():
        for page in Page.objects.live().exclude(depth=1).specific().iterator():
            note_uses(page)


def is_shown_to_all(medium: Any) -> bool:
    """Whether something public shows the picture or offers the document: a page, a portrait, a logo."""
    if MediaUse.objects.of(medium).filter(is_gated=False).exists():
        return True
    beside_pages = ReferenceIndex.get_references_to(medium).exclude(base_content_type=_type_id(Page))
    return bool(beside_pages.exists())


def may_see(request: HttpRequest, medium: Any) -> bool:
    """Whether the sender may have a picture or document: what no page shows is for its makers only."""
    if is_shown_to_all(medium):
        return True
    if request.user.has_perm(SEES_THE_LIBRARY) and not reader_of(request).played_by:
        return True
    uses = MediaUse.objects.of(medium).filter(is_gated=True)
    pieces = Page.objects.live().public().filter(pk__in=uses.values("page")).specific()
    return any(is_readable(request, piece) for piece in pieces)


def require_see(request: HttpRequest, medium: Any) -> None:
    """Raise PermissionDenied unless the sender may have the picture or document."""
    if not may_see(request, medium):
        raise PermissionDenied(_("“%s” belongs to a piece for members.") % medium.title)


@task()
def settle_pictures(keys: Iterable[int]) -> None:
    """Move pictures to where they belong: apart, when only gated pieces show them."""
    for image in get_image_model().objects.filter(pk__in=keys):
        belongs_apart = MediaUse.objects.of(image).filter(is_gated=True).exists() and not is_shown_to_all(image)
        if belongs_apart != image.is_gated:
            move(image)


@transaction.atomic
def move(image: Any) -> None:
    """Take a picture to the other side; its sizes are made anew there."""
    storage, old = image.file.storage, image.file.name
    with image.file.open() as file:
        new = storage.save(old.removeprefix(GATED) if image.is_gated else GATED + old, ContentFile(file.read()))
    try:
        type(image).objects.filter(pk=image.pk).update(file=new)
        for rendition in image.renditions.all():
            rendition.delete()
    except BaseException:
        storage.delete(new)
        raise
    transaction.on_commit(lambda: storage.delete(old))
    request_renditions(image.pk, ANYWHERE)


def serve_gated_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Return the file of a gated picture in one of its sizes to whoever may see it."""
    _log_in_by_token(request)
    name = GATED + path
    wanted = Q(file=name) | Q(renditions__file=name)
    image = get_image_model().objects.filter(wanted).distinct().first()
    if image is None or not image.file.storage.exists(name):
        raise Http404
    require_see(request, image)
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return not_to_be_kept(FileResponse(image.file.storage.open(name), content_type=content_type))


def _log_in_by_token(request: HttpRequest) -> None:
    """Let programs fetch the pictures of the bodies that their token gave them."""
    if "Authorization" in request.headers:
        BearerTokenAuth()(request)


def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Return a document to whoever may have it; no cache keeps what is not for everybody."""
    document = get_object_or_404(get_document_model(), pk=document_id)
    _log_in_by_token(request)
    require_see(request, document)
    response: HttpResponseBase = serve(request, document_id, document_filename)
    return response if is_shown_to_all(document) else not_to_be_kept(response)
