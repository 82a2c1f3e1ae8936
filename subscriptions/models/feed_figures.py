"""Figures on requests for feeds, from the access log of the web server."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FeedFigures(models.Model):
    """One feed, by its folder; all are counted together, replacing the previous count."""

    path = models.CharField(max_length=600, unique=True)
    subscribers = models.PositiveIntegerField()
    polls = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    failed = models.PositiveIntegerField()
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-subscribers", "-polls", "path"]
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")

    def __str__(self) -> str:
        return self.path

    @property
    def share_unchanged(self) -> int:
        """The percentage of polls that cost next to nothing."""
        return round(100 * self.unchanged / self.polls) if self.polls else 0
