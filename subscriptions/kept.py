"""Retention of subscriptions' data."""

from datetime import timedelta

from base.background.retention import register_retention
from subscriptions.models import Announcement, Digest, FailedPush, WebhookDelivery


def register() -> None:
    """Register the retention rules."""
    register_retention(
        "digests that nobody confirmed",
        timedelta(days=7),
        lambda then: Digest.objects.filter(confirmed_at=None, asked_at__lt=then),
    )
    register_retention(
        "digests after their end", timedelta(days=90), lambda then: Digest.objects.filter(ended_at__lt=then)
    )
    register_retention(
        "failed pushes to the hub", timedelta(days=30), lambda then: FailedPush.objects.filter(at__lt=then)
    )
    register_retention("messages to webhooks", timedelta(days=30), WebhookDelivery.objects.older_than)
    register_retention(
        "notes of when a piece became public", timedelta(days=90), lambda then: Announcement.objects.filter(at__lt=then)
    )
