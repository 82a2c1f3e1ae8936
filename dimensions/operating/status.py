"""The current status of the installation, for its operator."""

import platform
import shutil
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import django
import wagtail
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from base.background.models import Heartbeat
from base.mail.models import OutgoingMail
from dimensions.backups.make import last_backup
from dimensions.operating.readiness import readiness
from dimensions.scheduling import upcoming_changes

OPERATE = "base.operate"
MOST_ROWS = 50


def operator_context() -> dict[str, Any]:
    """Return the context of the operator's page."""
    now = timezone.now()
    return {
        "problems": {part: state for part, state in readiness().items() if state != "ok"},
        "processes": Heartbeat.objects.alive(now).order_by("kind", "started_at"),
        "schedule": upcoming_changes(now, most=MOST_ROWS),
        "mails": OutgoingMail.objects.unsent()[:MOST_ROWS],
        "mails_count": OutgoingMail.objects.unsent().count(),
        "backup": last_backup(),
        "disks": _disks(),
        "versions": _versions(),
    } | _queue()


def _queue() -> dict[str, Any]:
    ready = DBTaskResult.objects.ready()
    oldest = ready.order_by("enqueued_at").first()
    return {
        "waiting": ready.count(),
        "oldest": oldest and oldest.enqueued_at,
        "running": DBTaskResult.objects.running().order_by("started_at")[:MOST_ROWS],
        "postponed": _postponed()[:MOST_ROWS],
        "failed": DBTaskResult.objects.failed().order_by("-finished_at")[:MOST_ROWS],
    }


def _postponed() -> Any:
    """Return the tasks that have failed and will be retried."""
    tried = DBTaskResult.objects.filter(status="READY", run_after__gt=timezone.now(), started_at__isnull=False)
    return tried.order_by("run_after")


def _disks() -> list[tuple[str, Any]]:
    folders = [Path(folder) for folder in (settings.DATA_DIR, settings.MEDIA_ROOT, settings.GATED_ROOT)]
    return [(folder.name, shutil.disk_usage(folder)) for folder in folders if folder.exists()]


def _versions() -> dict[str, str]:
    return {
        "Dimensions": _own_version(),
        "Django": django.get_version(),
        "Wagtail": wagtail.__version__,
        "Python": platform.python_version(),
        connection.display_name: ".".join(map(str, connection.get_database_version())),
    }


@cache
def _own_version() -> str:
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    return str(tomllib.loads(project.read_text())["project"]["version"])
