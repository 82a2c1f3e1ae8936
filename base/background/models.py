"""Heartbeats: processes record every few seconds that they are alive."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

# A process without a heartbeat for so long is taken to be gone, and its tasks are requeued.
LEASE = timedelta(seconds=30)


class HeartbeatQuerySet(models.QuerySet):
    """Named queries of heartbeats."""

    def alive(self, now: datetime) -> Self:
        """Return the processes that were seen within their lease."""
        return self.filter(seen_at__gt=now - LEASE)


class Heartbeat(models.Model):
    """When a worker or a scheduler was last seen."""

    class Kind(models.TextChoices):
        WORKER = "worker", _("Worker")
        SCHEDULER = "scheduler", _("Scheduler")

    name = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager] = models.Manager.from_queryset(HeartbeatQuerySet)()

    class Meta:
        permissions = [("operate", _("Can see how the installation works, and run failed tasks again"))]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
