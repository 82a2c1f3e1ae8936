"""The worker of django-tasks-db, which takes over from others and retries failed tasks."""

from typing import Any

from django.core.management.base import CommandError
from django_tasks_db.management.commands import db_worker

from base.background.worker import LeasingWorker


class Command(db_worker.Command):
    """Take the options of the original, but `--reload`."""

    help = "Does background tasks until it is stopped; takes over the tasks of workers that are gone."

    def handle(self, *, queue_name: str, exclude_queues: str, verbosity: int, **options: Any) -> None:
        """Work until a signal asks to stop."""
        if exclude_queues and "*" not in queue_name.split(","):
            raise CommandError("--exclude-queues can only be used with --queue-name=*")
        self.configure_logging(verbosity)
        worker = LeasingWorker(
            queue_names=queue_name.split(","),
            excluded_queue_names=exclude_queues.split(",") if exclude_queues else [],
            **{name: options[name] for name in ("interval", "batch", "backend_name", "startup_delay", "max_tasks")},
            worker_id=options["worker_id"],
        )
        worker.configure_signals()
        worker.run()
