"""Feeds whose hub is to be told that they have changed, and what went wrong with that."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone


class PushQuerySet(models.QuerySet["Push"]):
    """Named queries of the pushes."""

    def waiting(self) -> Self:
        """Return the feeds that have changed since their hub was told."""
        return self.exclude(told_at__gte=models.F("changed_at"))


class Push(models.Model):
    """One feed, by the folder of its addresses."""

    path = models.CharField(max_length=600, unique=True)
    changed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = PushQuerySet.as_manager()

    def __str__(self) -> str:
        return self.path


class FailedPush(models.Model):
    """That a hub did not take it, and why."""

    topic = models.CharField(max_length=700)
    reason = models.TextField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.topic}: {self.reason}"
