"""Tombstones: what is left of an article that nobody can read any more."""

import datetime as dt
from collections.abc import Collection
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

SHOWN_FOR = dt.timedelta(days=365)


class TombstoneQuerySet(models.QuerySet["Tombstone"]):
    """Named queries of the tombstones."""

    def shown_in(self, lists: Collection[str]) -> list["Tombstone"]:
        """Return those of the last year, the newest first, that belong into the feed of any of some lists.

        Withdrawals are rare, so the lists are compared here: databases differ in how they look into JSON.
        """
        recent = self.filter(deleted_at__gt=timezone.now() - SHOWN_FOR).order_by("-deleted_at")
        return [gone for gone in recent if set(lists) & set(gone.lists)]

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
