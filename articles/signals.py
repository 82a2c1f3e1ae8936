"""Keep the search index true to what stands beside an article: its credits, trends and names."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_save
from modelsearch.tasks import insert_or_update_object_task
from wagtail.signals import page_published

from articles.models import ArticlePage, Contributor


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


def connect() -> None:
    """Listen to both."""
    page_published.connect(index_published, sender=ArticlePage)
    post_save.connect(index_renamed, sender=Contributor)
