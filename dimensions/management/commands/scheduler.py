"""Publish and expire at the second that the editors chose."""

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from dimensions.scheduling import keep_schedule


class Command(BaseCommand):
    """Run until a signal asks to stop; one scheduler is enough for an installation."""

    help = "Publishes and expires articles at their time, until it is stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Finish what has begun before stopping."""
        stopping = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.set())
        keep_schedule(stopping)
