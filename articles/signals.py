"""Signal receivers that update derived data: section, tombstones, renditions of portraits, figures of trends."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from articles.models import ArticlePage, Contributor, Tombstone
from articles.trends.tasks import request_count
from base.media.renditions import PORTRAIT
from base.media.tasks import request_renditions_on_save
from base.pages.signals import pages_changed


def note_section(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Update the section of a moved article."""
    if ArticlePage.objects.filter(pk=instance.pk).update(listed_in=parent_page_after.pk):
        pages_changed.send(ArticlePage, keys=[instance.pk])


def leave_tombstone(instance: Page, **kwargs: Any) -> None:
    """A published article that is withdrawn or deleted leaves a tombstone in feeds."""
    if instance.live or kwargs["signal"] is page_unpublished:
        Tombstone.objects.mark(instance)


def remove_tombstone(instance: Page, **kwargs: Any) -> None:
    """Remove the tombstone of an article that is live again; the signal is also sent when one is scheduled."""
    if instance.live:
        Tombstone.objects.bring_back(instance)


def connect() -> None:
    """Connect all receivers."""
    post_page_move.connect(note_section)
    page_published.connect(remove_tombstone, sender=ArticlePage)
    page_unpublished.connect(leave_tombstone, sender=ArticlePage)
    pre_delete.connect(leave_tombstone, sender=ArticlePage)
    request_renditions_on_save(Contributor, "portrait_id", [PORTRAIT])
    for signal in (page_published, page_unpublished, post_page_move, pages_changed):
        signal.connect(request_count)
    for changed in (post_save, post_delete):
        changed.connect(request_count, sender=PageViewRestriction)
    post_delete.connect(request_count, sender=ArticlePage)
