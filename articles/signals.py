"""Keep true what is known of an article elsewhere: the search index, and the section after a move."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_save, pre_delete
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from articles.models import ArticlePage, Contributor, Tombstone
from base.media.renditions import PORTRAIT
from base.media.tasks import request_renditions_on_save


def _index_again(keys: Iterable[int]) -> None:
    for key in keys:
        insert_or_update_object_task.enqueue("articles", "articlepage", str(key))


def index_published(instance: ArticlePage, **kwargs: Any) -> None:
    """The row of a page is saved, and indexed, a moment before its credits and trends are."""
    _index_again([instance.pk])


def index_renamed(instance: Contributor, created: bool, **kwargs: Any) -> None:
    """Somebody who takes another name is found by it."""
    if not created:
        _index_again(ArticlePage.objects.live().credited_to(instance).values_list("pk", flat=True))


def note_section(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """An article that was moved is listed where it stands now."""
    ArticlePage.objects.filter(pk=instance.pk).update(listed_in=parent_page_after.pk)


def bury(instance: Page, **kwargs: Any) -> None:
    """A published article that is withdrawn or deleted leaves a tombstone in feeds."""
    if instance.live or kwargs["signal"] is page_unpublished:
        Tombstone.objects.mark(instance)


def unbury(instance: Page, **kwargs: Any) -> None:
    """An article that comes back is no longer gone."""
    Tombstone.objects.filter(public_id=instance.public_id).delete()


def connect() -> None:
    """Listen to all of them."""
    post_page_move.connect(note_section)
    page_published.connect(index_published, sender=ArticlePage)
    page_published.connect(unbury, sender=ArticlePage)
    page_unpublished.connect(bury, sender=ArticlePage)
    pre_delete.connect(bury, sender=ArticlePage)
    post_save.connect(index_renamed, sender=Contributor)
    request_renditions_on_save(Contributor, "portrait_id", [PORTRAIT])
