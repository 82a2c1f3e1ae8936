"""Retention of background work and of Django's sessions."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from base.background.models import Heartbeat
from base.background.retention import register_retention


def register() -> None:
    """Register the retention rules."""
    register_retention(
        "results of tasks",
        timedelta(days=14),
        lambda then: DBTaskResult.objects.finished().filter(finished_at__lt=then),
    )
    register_retention(
        "signs of life of workers and schedulers",
        timedelta(days=1),
        lambda then: Heartbeat.objects.filter(seen_at__lt=then),
    )
    register_retention(
        "sessions after their end", timedelta(days=1), lambda then: Session.objects.filter(expire_date__lt=then)
    )
