"""A worker of django-tasks-db that can die, and whose tasks may fail now and then."""

import logging
import time
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import InterfaceError, OperationalError
from django.utils.crypto import get_random_string
from django_tasks.signals import task_started
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from base.background import outcomes
from base.background.heart import beating
from base.background.leases import return_abandoned_tasks
from base.background.models import Heartbeat
from base.logs import work_id

# Updates by tasks of libraries; there is nothing to do if their object has been deleted since.
ABOUT_AN_OBJECT = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
    "wagtail.images.tasks.set_image_focal_point_task",
}

logger = logging.getLogger(__name__)
RETRY_SECONDS = 1.0


class LeasingWorker(Worker):
    """Renews the lease of its tasks, retries failed ones, and takes over from workers that are gone."""

    def run(self) -> None:
        """Work until a signal stops it; reconnect to a database that does not answer."""
        while True:
            try:
                with beating(Heartbeat.Kind.WORKER, self.worker_id, also=return_abandoned_tasks):
                    return super().run()
            except (OperationalError, InterfaceError) as error:
                if self.batch:
                    raise
                self._begin_anew(error)

    def _begin_anew(self, error: Exception) -> None:
        """Wait, then go by another name, so that the lease of a task that could not be noted comes to its end."""
        logger.warning("The database does not answer, trying again: %s", error)
        time.sleep(RETRY_SECONDS)
        self.worker_id = get_random_string(32)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run one task, and note how it ended."""
        self.running_task = True
        try:
            with work_id(f"task-{db_task_result.pk}"):
                self._attempt(db_task_result)
        finally:
            self.running_task = False
            self._run_tasks += 1

    def _attempt(self, row: DBTaskResult) -> None:
        try:
            value = call(row)
        except (SystemExit, KeyboardInterrupt):
            outcomes.give_back(row)
            raise
        except Exception as error:  # noqa: BLE001 - no error may stop the next task
            self._note_failure(row, error)
        else:
            self._note(outcomes.finish(row, value), row)

    def _note_failure(self, row: DBTaskResult, error: Exception) -> None:
        attempts = len(row.worker_ids)
        is_final = attempts >= outcomes.MOST_ATTEMPTS
        level = logging.ERROR if is_final and not isinstance(error, outcomes.OutsideError) else logging.WARNING
        what = "has failed for good" if is_final else "has failed and is tried again"
        logger.log(level, "%s %s %s (attempt %s): %r", row.task_path, row.pk, what, attempts, error, exc_info=is_final)
        self._note(outcomes.fail(row, error), row)

    def _note(self, is_ours: bool, row: DBTaskResult) -> None:
        if not is_ours:
            logger.warning("%s %s was given to another worker meanwhile.", row.task_path, row.pk)


def call(row: DBTaskResult) -> Any:
    """Run the function of a task and return its result."""
    task, result = row.task, row.task_result
    task_started.send(sender=type(task.get_backend()), task_result=result)
    try:
        return task.call(*result.args, **result.kwargs)
    except ObjectDoesNotExist:
        if row.task_path not in ABOUT_AN_OBJECT:
            raise
        return None
