"""Tombstones: what is left of an article that nobody can read any more."""

import datetime as dt
from collections.abc import Collection
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

SHOWN_FOR = dt.timedelta(days=365)
# For so long, an article that came back stands in the subscription documents, however old it is.
RETURNED_FOR = dt.timedelta(days=90)
# In place of the lists of an article that came back; `deleted_at` says since when.
RETURNED = "returned"


class TombstoneQuerySet(models.QuerySet["Tombstone"]):
    """Named queries of the tombstones."""

    def recent(self) -> list["Tombstone"]:
        """Return those of the last year, the newest first, with those of articles that came back."""
        return list(self.filter(deleted_at__gt=timezone.now() - SHOWN_FOR).order_by("-deleted_at"))

    def shown_in(self, lists: Collection[str]) -> list["Tombstone"]:
        """Return those of the last year that belong into the feed of any of some lists, the newest first.

        Withdrawals are rare, so the lists are compared here: databases differ in how they look into JSON.
        """
        return [gone for gone in self.recent() if gone.belongs_into(lists)]

    def bring_back(self, article: Any) -> None:
        """Remember that an article is no longer gone: whoever was told so has to hear that it is back."""
        self.filter(public_id=article.public_id).update(deleted_at=timezone.now(), lists=[RETURNED])

    def mark(self, article: Any) -> None:
        """Remember that an article was published, and in which lists it stood."""
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
        """Whether the article stood in any of some lists when it was withdrawn."""
        return bool(set(lists) & set(self.lists))

    @property
    def has_returned(self) -> bool:
        """Whether the article came back lately."""
        return self.lists == [RETURNED] and self.deleted_at > timezone.now() - RETURNED_FOR


EVERYTHING = "everything"


def lists_of(article: Any) -> list[str]:
    """Return the keys of the lists that hold an article: section, kind, trends, dossiers, people and institutions."""
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
