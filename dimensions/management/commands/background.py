"""Run worker and scheduler in one process: two would need twice the memory."""

import os
import signal
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from dimensions.scheduling import keep_schedule
from dimensions.shutdown import StopRequest


class Command(BaseCommand):
    """Run worker and scheduler until a signal asks to stop, or one of them fails."""

    help = "Does what `db_worker` and `scheduler` do, in one process, until it is stopped."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Finish running work before stopping; raise the error that ended the scheduler or the worker."""
        stopping = StopRequest()
        with ThreadPoolExecutor(1, "scheduler") as threads:
            schedule = threads.submit(keep_schedule, stopping)
            try:
                schedule.add_done_callback(_stop_worker_after_failure)
                # The worker sets signal handlers, so it needs the main thread.
                call_command("db_worker", queue_name="*", startup_delay=False, reload=False)
            finally:
                stopping.set()
                schedule.result()


def _stop_worker_after_failure(schedule: Future[None]) -> None:
    if schedule.exception():
        os.kill(os.getpid(), signal.SIGTERM)
