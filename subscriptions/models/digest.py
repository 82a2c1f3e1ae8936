"""Digests by e-mail: address, frequency, and the end of the last period sent."""

import datetime as dt
import secrets
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Mails are sent from this hour on, about publications until midnight. In between, whatever was being published
# at midnight has been committed.
HOUR = dt.timedelta(hours=6)
MOST_BOUNCES = 3


def new_key() -> str:
    """Return a key that cannot be guessed."""
    return secrets.token_urlsafe(24)


class Frequency(models.TextChoices):
    """The frequency of a digest, which also determines its periods."""

    DAILY = "daily", _("Every day with something new")
    WEEKLY = "weekly", _("Once a week")

    def last_end(self, now: dt.datetime) -> dt.datetime:
        """Return the end of the last complete period: a midnight in the magazine's time zone."""
        zone = timezone.get_default_timezone()
        day = (now - HOUR).astimezone(zone).date()
        day -= dt.timedelta(days=day.weekday()) if self is Frequency.WEEKLY else dt.timedelta()
        return dt.datetime.combine(day, dt.time.min, tzinfo=zone)


class DigestQuerySet(models.QuerySet["Digest"]):
    """Named queries on digests."""

    def running(self) -> Self:
        """Return digests that are confirmed and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)

    def due(self, now: dt.datetime) -> Self:
        """Return digests that have not been sent for all of the last period."""
        due = models.Q()
        for frequency in Frequency:
            due |= models.Q(frequency=frequency, covered_until__lt=frequency.last_end(now))
        return self.running().filter(due)


class Digest(models.Model):
    """The digest to one address, with or without an account."""

    email = models.EmailField(_("e-mail address"), unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="digests"
    )
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency, default=Frequency.WEEKLY)
    is_followed_only = models.BooleanField(_("only what you follow"), default=False)
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    covered_until = models.DateTimeField(default=timezone.now)
    bounces = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True
    objects: ClassVar[Any] = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")

    def __str__(self) -> str:
        return self.email

    def get_absolute_url(self) -> str:
        """Return the secret path on which the reader confirms, changes and ends it."""
        return reverse("own_digest", args=[self.key])

    @property
    def is_running(self) -> bool:
        """Return whether mails are sent."""
        return self.confirmed_at is not None and self.ended_at is None

    @property
    def has_bounced(self) -> bool:
        """Return whether it ended because mails bounced."""
        return self.ended_at is not None and self.bounces >= MOST_BOUNCES
