"""Add blocks, pictures and comments of a conversion to a draft, all or nothing."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.models import Revision

from desk.conversion import Conversion, Picture
from desk.drafting.comments import add_comments


@transaction.atomic
def add_to_draft(*, article: Any, conversion: Conversion, user: Any, replace: bool) -> Revision:
    """Save a revision of an article with the blocks at its end, or in the place of its body."""
    draft = article.get_latest_revision_as_object()
    keys = {number: _save_picture(picture, user) for number, picture in enumerate(conversion.pictures)}
    blocks = conversion.with_pictures(keys)
    before = [] if replace else list(draft.body.raw_data)
    draft.body = StreamValue(draft.body.stream_block, [*before, *blocks], is_lazy=True)
    add_comments(draft, conversion.comments, blocks, user)
    revision: Revision = draft.save_revision(user=user, log_action=True)
    return revision


def _save_picture(picture: Picture, user: Any) -> int:
    image = get_image_model()(
        title=picture.alt[:255] or picture.name,
        description=picture.alt[:255],
        file=ContentFile(picture.content, picture.name),
        uploaded_by_user=user,
    )
    image._set_image_file_metadata()  # as Wagtail's own forms do
    image.save()
    key: int = image.pk
    return key
