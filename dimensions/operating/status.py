"""What there is to know of the installation at this moment."""

from typing import Any

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from base.background.models import Heartbeat

OPERATE = "base.operate"
MOST_ROWS = 50


def operator_context() -> dict[str, Any]:
    """Return what the page of the operator shows."""
    ready = DBTaskResult.objects.ready()
    oldest = ready.order_by("enqueued_at").first()
    return {
        "processes": Heartbeat.objects.alive(timezone.now()).order_by("kind", "started_at"),
        "waiting": ready.count(),
        "oldest": oldest and oldest.enqueued_at,
        "running": DBTaskResult.objects.running().order_by("started_at")[:MOST_ROWS],
        "postponed": _postponed()[:MOST_ROWS],
        "failed": DBTaskResult.objects.failed().order_by("-finished_at")[:MOST_ROWS],
    }


def _postponed() -> Any:
    """Return the tasks that have failed and are tried again later."""
    tried = DBTaskResult.objects.filter(status="READY", run_after__gt=timezone.now(), started_at__isnull=False)
    return tried.order_by("run_after")
