"""Update the figures of trends in the background."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from articles.models import ArticleTrend, TrendFigures
from articles.models.trend_figures import month_of
from articles.trends.counting import figures
from base.background.enqueue import enqueue_in_transaction

COUNTED = [field.name for field in TrendFigures._meta.concrete_fields if not field.primary_key]


def count_trends() -> int:
    """Update all figures; return the number of trends whose figures changed."""
    with transaction.atomic():
        known = TrendFigures.objects.in_bulk()
        found = figures(month_of(timezone.localdate()))
        new = [one for one in found if one.pk not in known]
        changed = [one for one in found if one.pk in known and _differs(one, known[one.pk])]
        TrendFigures.objects.bulk_create(new)
        TrendFigures.objects.bulk_update(changed, COUNTED)
    return len(new) + len(changed)


def _differs(one: TrendFigures, other: TrendFigures) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in COUNTED)


@task(priority=-5)
def count_trends_in_background() -> None:
    """Update all figures in a background task."""
    count_trends()


def request_count(*_sent: Any, **_named: Any) -> None:
    """Queue an update after the current transaction; one update covers many changes."""
    if not _is_requested():
        enqueue_in_transaction(count_trends_in_background)


def _is_requested() -> bool:
    """Return whether an update is queued but not started: it will include this change."""
    if not isinstance(count_trends_in_background.get_backend(), DatabaseBackend):
        return False
    waiting = DBTaskResult.objects.ready().filter(task_path=count_trends_in_background.module_path)
    return bool(waiting.exists())


def count_when_month_begins(now: datetime) -> None:
    """Queue an update at the start of a month, when the compared periods move on."""
    month = month_of(timezone.localtime(now).date())
    if TrendFigures.objects.exclude(month=month).exists():
        request_count()


def count_first(**sent: Any) -> None:
    """Queue an update for a magazine that is older than its figures."""
    if ArticleTrend.objects.exists() and not TrendFigures.objects.exists():
        request_count()
