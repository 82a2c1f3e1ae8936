"""The figures of feeds that the desk shows, counted from the end of the access log."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django_tasks import task

from base.background.enqueue import enqueue_in_transaction
from base.background.outcomes import OutsideError
from subscriptions.health.access_log import FeedHealth, NoAccessLogError, read_logs
from subscriptions.models import FeedFigures

# Read in a second or so; of a very busy magazine, the last hours.
MOST_BYTES = 64 * 1024 * 1024
# The age at which a count is renewed.
OLD = timedelta(minutes=50)


def begin_counting(now: datetime) -> None:
    """Queue a count, if there is a log and the last count is old."""
    if settings.ACCESS_LOG and not FeedFigures.objects.filter(counted_at__gt=now - OLD).exists():
        enqueue_in_transaction(count_feeds)


@task(priority=-20)
def count_feeds() -> None:
    """Count the requests in the access log."""
    try:
        feeds, _strange = read_logs([Path(settings.ACCESS_LOG)], most_bytes=MOST_BYTES)
    except OSError as error:
        message = f"ACCESS_LOG: {error.filename} cannot be read: {error.strerror}."
        raise OutsideError(message) from error
    except NoAccessLogError as error:
        raise OutsideError(f"ACCESS_LOG: {error}") from error
    keep_figures(feeds=feeds)


@transaction.atomic
def keep_figures(*, feeds: dict[str, FeedHealth]) -> None:
    """Replace the figures by those of another count."""
    FeedFigures.objects.all().delete()
    FeedFigures.objects.bulk_create(
        FeedFigures(
            path=path[:600],
            subscribers=health.subscribers,
            polls=health.polls,
            unchanged=health.unchanged,
            failed=health.failed,
        )
        for path, health in feeds.items()
    )
