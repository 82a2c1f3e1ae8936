"""A task belongs to its worker as long as that is alive; then it runs again."""

import logging

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from base.background import outcomes
from base.background.models import LEASE, Heartbeat

logger = logging.getLogger(__name__)


def return_abandoned_tasks() -> None:
    """Requeue the tasks of workers that have not been seen within their lease."""
    now = timezone.now()
    alive = set(Heartbeat.objects.alive(now).values_list("name", flat=True))
    for row in DBTaskResult.objects.running().filter(started_at__lt=now - LEASE):
        if not alive.intersection(row.worker_ids[-1:]) and outcomes.return_abandoned(row):
            logger.warning("%s %s runs again: its worker is gone.", row.task_path, row.pk)
