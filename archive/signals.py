"""Have the sizes of a cover made, and the trends counted without what was deleted."""

from django.db.models.signals import post_delete

from archive.models import ArchivedArticlePage, IssuePage
from articles.trends.tasks import request_count
from base.media.renditions import COVER, SOCIAL_COVER
from base.media.tasks import request_renditions_on_save


def connect() -> None:
    """Listen to what changes covers, and to deletions."""
    request_renditions_on_save(IssuePage, "cover_id", [*COVER, SOCIAL_COVER])
    post_delete.connect(request_count, sender=ArchivedArticlePage)
