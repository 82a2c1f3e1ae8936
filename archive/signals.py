"""Keep the search index true to what stands beside an archived article."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_save
from modelsearch.tasks import insert_or_update_object_task
from wagtail.signals import page_published

from archive.models import ArchivedArticlePage, IssuePage
from articles.models import Contributor, Trend
from base.media.renditions import COVER, SOCIAL_COVER
from base.media.tasks import request_renditions_on_save


def _index_again(keys: Iterable[int]) -> None:
    for key in keys:
        insert_or_update_object_task.enqueue("archive", "archivedarticlepage", str(key))


def index_published(instance: ArchivedArticlePage, **kwargs: Any) -> None:
    """The row of a page is saved, and indexed, a moment before its credits and trends are."""
    _index_again([instance.pk])


def index_renamed(instance: Contributor, created: bool, **kwargs: Any) -> None:
    """Somebody who takes another name is found by it."""
    if not created:
        found = ArchivedArticlePage.objects.live().credited_to(instance)
        _index_again(found.values_list("pk", flat=True))


def index_retitled(instance: Trend, created: bool, **kwargs: Any) -> None:
    """A trend that is called otherwise leads to its articles by its new name."""
    if not created:
        _index_again(ArchivedArticlePage.objects.live().about(instance).values_list("pk", flat=True))


def connect() -> None:
    """Listen to all of them."""
    page_published.connect(index_published, sender=ArchivedArticlePage)
    post_save.connect(index_renamed, sender=Contributor)
    post_save.connect(index_retitled, sender=Trend)
    request_renditions_on_save(IssuePage, "cover_id", [*COVER, SOCIAL_COVER])
