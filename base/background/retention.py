"""How long the past of the background work is kept."""

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from base.background.models import Heartbeat

RESULTS = timedelta(days=14)
HEARTBEATS = timedelta(days=1)


def prune(now: datetime) -> None:
    """Delete what is older than it has to be."""
    DBTaskResult.objects.finished().filter(finished_at__lt=now - RESULTS).delete()
    Heartbeat.objects.filter(seen_at__lt=now - HEARTBEATS).delete()
