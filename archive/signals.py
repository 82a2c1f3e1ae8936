"""Have the sizes of a cover made."""

from archive.models import IssuePage
from base.media.renditions import COVER, SOCIAL_COVER
from base.media.tasks import request_renditions_on_save


def connect() -> None:
    """Listen to what changes covers."""
    request_renditions_on_save(IssuePage, "cover_id", [*COVER, SOCIAL_COVER])
