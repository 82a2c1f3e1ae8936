"""Keep true what is known of an article elsewhere: the section after a move, and the sizes of a portrait."""

from typing import Any

from django.db.models.signals import pre_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from articles.models import ArticlePage, Contributor, Tombstone
from base.media.renditions import PORTRAIT
from base.media.tasks import request_renditions_on_save
from base.pages.signals import pages_changed


def note_section(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """An article that was moved is listed where it stands now."""
    if ArticlePage.objects.filter(pk=instance.pk).update(listed_in=parent_page_after.pk):
        pages_changed.send(ArticlePage, keys=[instance.pk])


def leave_tombstone(instance: Page, **kwargs: Any) -> None:
    """A published article that is withdrawn or deleted leaves a tombstone in feeds."""
    if instance.live or kwargs["signal"] is page_unpublished:
        Tombstone.objects.mark(instance)


def remove_tombstone(instance: Page, **kwargs: Any) -> None:
    """An article that comes back is no longer gone; Wagtail says the same of one that comes back later."""
    if instance.live:
        Tombstone.objects.bring_back(instance)


def connect() -> None:
    """Listen to all of them."""
    post_page_move.connect(note_section)
    page_published.connect(remove_tombstone, sender=ArticlePage)
    page_unpublished.connect(leave_tombstone, sender=ArticlePage)
    pre_delete.connect(leave_tombstone, sender=ArticlePage)
    request_renditions_on_save(Contributor, "portrait_id", [PORTRAIT])
