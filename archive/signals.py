"""Signal receivers: request renditions of covers, and update the counts of trends after deletions."""

from django.db.models.signals import post_delete

from archive.models import ArchivedArticlePage, IssuePage
from articles.trends.tasks import request_count
from base.media.renditions import COVER, SOCIAL_COVER
from base.media.tasks import request_renditions_on_save


def connect() -> None:
    """Connect to saved covers and to deletions."""
    request_renditions_on_save(IssuePage, "cover_id", [*COVER, SOCIAL_COVER])
    post_delete.connect(request_count, sender=ArchivedArticlePage)
