"""Tombstones: records of articles that can no longer be read."""

import datetime as dt
from collections.abc import Collection
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

SHOWN_FOR = dt.timedelta(days=365)
# How long an article that came back stays in the subscription documents, whatever its date.
RETURNED_FOR = dt.timedelta(days=90)
# An article with an earlier date than this at publication was imported.
LATE = dt.timedelta(days=32)
# Instead of the lists of an article that came back; `deleted_at` says since when.
RETURNED = "returned"


class TombstoneQuerySet(models.QuerySet["Tombstone"]):
    """Named queries on tombstones."""

    def recent(self) -> list["Tombstone"]:
        """Return those of the last year, newest first, including those of articles that came back."""
        return list(self.filter(deleted_at__gt=timezone.now() - SHOWN_FOR).order_by("-deleted_at"))

    def shown_in(self, lists: Collection[str]) -> list["Tombstone"]:
        """Return those of the last year that belong to the feed of any of these lists, newest first.

        Withdrawals are rare, so the lists are compared in Python: databases differ in how they query JSON.
        """
        return [gone for gone in self.recent() if gone.belongs_into(lists)]

    def bring_back(self, article: Any) -> None:
        """Note that an article is no longer gone: feed readers that were told so must learn that it is back.

        This also covers an article republished after its archive document was complete: feed readers do not read that
        twice, and the article may now be in another list.
        """
        back = {"deleted_at": timezone.now(), "lists": [RETURNED]}
        if not self.filter(public_id=article.public_id).update(**back) and _was_archived(article):
            self.create(public_id=article.public_id, **back)

    def mark(self, article: Any) -> None:
        """Note that an article was published, and in which lists."""
        gone = {"deleted_at": timezone.now(), "lists": lists_of(article)}
        self.update_or_create(public_id=article.public_id, defaults=gone)


class Tombstone(models.Model):
    """The identifier of a withdrawn article, without its title (RFC 6721)."""

    public_id = models.UUIDField(unique=True)
    deleted_at = models.DateTimeField(db_index=True)
    lists = models.JSONField(default=list)

    objects: ClassVar[Any] = TombstoneQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.public_id)

    def belongs_into(self, lists: Collection[str]) -> bool:
        """Return whether the article was in any of these lists when it was withdrawn."""
        return bool(set(lists) & set(self.lists))

    @property
    def has_returned(self) -> bool:
        """Return whether the article came back lately."""
        return self.lists == [RETURNED] and self.deleted_at > timezone.now() - RETURNED_FOR


EVERYTHING = "everything"


def _was_archived(article: Any) -> bool:
    """Return whether the article's day was over when it was published: again, or slightly late.

    Much older articles were imported, and are not news.
    """
    today, day = timezone.localdate(), timezone.localdate(article.published_at)
    is_first = article.first_published_at == article.last_published_at
    return day < today and (not is_first or today - day < LATE)


def lists_of(article: Any) -> list[str]:
    """Return the keys of the lists with an article: section, kind, trends, dossiers, people and institutions."""
    credits = article.credits.select_related("contributor", "institution")
    subjects = [
        article.get_parent().specific,
        *article.trends.all(),
        *article.institutions.all(),
        *(entry.dossier for entry in article.dossier_entries.select_related("dossier")),
        *(credit.contributor for credit in credits),
        *(credit.institution for credit in credits if credit.institution),
    ]
    return [EVERYTHING, article.kind, *sorted({str(subject.public_id) for subject in subjects})]
