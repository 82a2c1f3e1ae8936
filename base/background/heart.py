"""The heartbeat thread of a process."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import Error, connection
from django.utils import timezone

from base.background.models import Heartbeat

BEAT_SECONDS = 5.0

logger = logging.getLogger(__name__)


@contextmanager
def beating(kind: Heartbeat.Kind, name: str, also: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Renew the heartbeat of this process as long as the context lasts, and do something else with each beat."""
    stopping = Event()
    thread = Thread(target=_keep_beating, args=(stopping, kind, name, also), name="heart", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(BEAT_SECONDS)  # A database that does not answer must not hold up the end.


def _keep_beating(stopping: Event, kind: Heartbeat.Kind, name: str, also: Callable[[], object]) -> None:
    while True:
        _beat(kind, name, also)
        if stopping.wait(BEAT_SECONDS):
            break
    _stop(name)


def _beat(kind: Heartbeat.Kind, name: str, also: Callable[[], object]) -> None:
    now = timezone.now()
    try:
        connection.close_if_unusable_or_obsolete()
        if not Heartbeat.objects.filter(pk=name).update(seen_at=now):
            Heartbeat.objects.create(name=name, kind=kind, started_at=now, seen_at=now)
        also()
    except Exception as error:  # noqa: BLE001 - without a heartbeat, running tasks would be requeued
        logger.warning("The heartbeat of %s could not be noted: %r", name, error)
        connection.close()


def _stop(name: str) -> None:
    try:
        Heartbeat.objects.filter(pk=name).delete()
    except Error as error:
        logger.warning("The end of %s could not be noted: %s", name, error)
    finally:
        connection.close()
