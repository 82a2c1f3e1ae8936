"""Mails that are waiting for the mail server, and a trace of those that it took."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q


class OutgoingMailQuerySet(models.QuerySet):
    """Named queries of mails."""

    def unsent(self) -> Self:
        """Return the mails that no mail server has taken, the oldest first."""
        return self.filter(sent_at=None).order_by("created_at")

    def due(self, at: datetime) -> Self:
        """Return the unsent mails that might have been sent at a moment."""
        return self.unsent().filter(Q(not_before=None) | Q(not_before__lt=at), created_at__lt=at)


class OutgoingMail(models.Model):
    """One mail to one person about one event. Its content is deleted when it is sent."""

    event = models.CharField(max_length=200)
    recipient = models.CharField(max_length=320)
    subject = models.CharField(max_length=998, blank=True)
    content: models.JSONField[Any, Any] = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    not_before = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects: ClassVar[models.Manager] = models.Manager.from_queryset(OutgoingMailQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "recipient"], name="once_per_event")]

    def __str__(self) -> str:
        return f"{self.event} to {self.recipient}"
