"""Keep the figures of the trends true, off the path of requests."""

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
    """Count everything anew and return how many trends have other figures than before."""
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
    """Count when nobody waits for it."""
    count_trends()


def request_count(*_sent: Any, **_named: Any) -> None:
    """Have everything counted once the present change is saved; many changes at once are counted once."""
    if not _is_requested():
        enqueue_in_transaction(count_trends_in_background)


def _is_requested() -> bool:
    """Whether a count waits that has not begun: it will see this change, too."""
    if not isinstance(count_trends_in_background.get_backend(), DatabaseBackend):
        return False
    waiting = DBTaskResult.objects.ready().filter(task_path=count_trends_in_background.module_path)
    return bool(waiting.exists())


def count_when_month_begins(now: datetime) -> None:
    """Have the periods that are compared move on with the calendar."""
    month = month_of(timezone.localtime(now).date())
    if TrendFigures.objects.exclude(month=month).exists():
        request_count()


def count_first(**sent: Any) -> None:
    """Have a magazine counted that was there before its figures were."""
    if ArticleTrend.objects.exists() and not TrendFigures.objects.exists():
        request_count()
