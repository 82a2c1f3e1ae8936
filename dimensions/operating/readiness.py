"""Readiness of all parts of the magazine, with one sentence for each that does not work."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from base.background.models import Heartbeat
from base.mail.models import OutgoingMail

# As much as `serve` requires before it starts.
LEAST_FREE_BYTES = 500 * 1024 * 1024
OLDEST_MAIL = timedelta(minutes=15)


def readiness() -> dict[str, str]:
    """Return “ok” or a sentence for each part; without a database nothing else is checked."""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return {"database": "does not answer", "disk": _disk()}
    return {"database": "ok"} | {part: _asked(check) for part, check in CHECKS.items()}


def _asked(check: Callable[[], str]) -> str:
    try:
        return check()
    except Error:
        return "cannot be told: the database has no such table"


_migrated = Event()  # Applied migrations stay applied as long as this process lives.


def _migrations() -> str:
    if not _migrated.is_set() and _is_migrated():
        _migrated.set()
    return "ok" if _migrated.is_set() else "not all applied: run `manage.py migrate`"


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _seen(kind: Heartbeat.Kind) -> str:
    beats = Heartbeat.objects.alive(timezone.now()).filter(kind=kind)
    return "ok" if beats.exists() else "not seen for half a minute: start it"


def _disk() -> str:
    return "; ".join(_full_disks()) or "ok"


def _full_disks() -> Iterator[str]:
    folders = {"data": settings.DATA_DIR, "media": settings.MEDIA_ROOT, "gated": settings.GATED_ROOT}
    for name, folder in folders.items():
        if Path(folder).exists() and (free := shutil.disk_usage(folder).free) < LEAST_FREE_BYTES:
            yield f"{free / 1e6:.0f} MB left for {name}"


def _mail() -> str:
    waiting = OutgoingMail.objects.due(timezone.now() - OLDEST_MAIL).first()
    return f"the oldest waits since {waiting.created_at:%Y-%m-%d %H:%M} UTC" if waiting else "ok"


CHECKS: dict[str, Callable[[], str]] = {
    "migrations": _migrations,
    "worker": lambda: _seen(Heartbeat.Kind.WORKER),
    "scheduler": lambda: _seen(Heartbeat.Kind.SCHEDULER),
    "disk": _disk,
    "mail": _mail,
}
