"""Changed feeds whose hub must be notified, and failed notifications."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone


class PushQuerySet(models.QuerySet["Push"]):
    """Named queries of the pushes."""

    def waiting(self) -> Self:
        """Return the feeds that have changed since the last notification."""
        return self.exclude(told_at__gte=models.F("changed_at"))


class Push(models.Model):
    """One feed, by its folder."""

    path = models.CharField(max_length=600, unique=True)
    changed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = PushQuerySet.as_manager()

    def __str__(self) -> str:
        return self.path


class FailedPush(models.Model):
    """A notification that the hub refused, and the reason."""

    topic = models.CharField(max_length=700)
    reason = models.TextField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.topic}: {self.reason}"
