"""Keep true what is known of an article elsewhere: the section after a move, and the sizes of a portrait."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import post_page_move

from articles.models import ArticlePage, Contributor
from base.media.renditions import PORTRAIT
from base.media.tasks import request_renditions_on_save
from base.pages.signals import pages_changed


def note_section(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """An article that was moved is listed where it stands now."""
    if ArticlePage.objects.filter(pk=instance.pk).update(listed_in=parent_page_after.pk):
        pages_changed.send(ArticlePage, keys=[instance.pk])


def connect() -> None:
    """Listen to all of them."""
    post_page_move.connect(note_section)
    request_renditions_on_save(Contributor, "portrait_id", [PORTRAIT])
