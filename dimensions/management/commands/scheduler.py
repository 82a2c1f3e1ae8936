"""Publish and expire at the second that the editors chose."""

from typing import Any

from django.core.management.base import BaseCommand

from dimensions.scheduling import keep_schedule
from dimensions.shutdown import StopRequest, stopped_by_signals


class Command(BaseCommand):
    """Run until a signal asks to stop; one scheduler is enough for an installation."""

    help = "Publishes and expires articles at their time, until it is stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Finish running work before stopping."""
        stopping = StopRequest()
        with stopped_by_signals(stopping):
            keep_schedule(stopping)
