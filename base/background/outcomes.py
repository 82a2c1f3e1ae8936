"""Outcomes of a task: done, retried after a pause, or failed for good.

Each is written only if the task still belongs to this worker: one that was wrongly taken for dead changes nothing.
"""

from datetime import timedelta
from traceback import format_exception
from typing import Any

from django.db import close_old_connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from django_tasks_db.utils import retry

# Seconds before the second attempt, the third and so on: twelve hours in all, enough for a night's outage.
PAUSES = (10, 60, 300, 900, 3_600, 10_800, 28_800)
MOST_ATTEMPTS = len(PAUSES) + 1


class WorkerGoneError(Exception):
    """The process of a worker ended during a task."""


class OutsideError(Exception):
    """An external service failed, such as a mail server; nobody is mailed about it."""


def finish(row: DBTaskResult, value: Any) -> bool:
    """Mark a task as done; return whether it was still ours."""
    return _conclude(row, status=TaskResultStatus.SUCCESSFUL, return_value=value, exception_class_path="", traceback="")


def fail(row: DBTaskResult, error: BaseException) -> bool:
    """Schedule a retry of a task, or mark it as failed for good; return whether it was still ours."""
    reason = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
    }
    attempts = len(row.worker_ids)
    if attempts >= MOST_ATTEMPTS:
        return _conclude(row, status=TaskResultStatus.FAILED, **reason)
    return _wait(row, PAUSES[attempts - 1], **reason)


def return_abandoned(row: DBTaskResult) -> bool:
    """Requeue at once a task whose worker is gone, up to the limit of attempts."""
    error = WorkerGoneError(f"The worker {row.worker_ids[-1:]} was gone before the task had ended.")
    return fail(row, error) if len(row.worker_ids) >= MOST_ATTEMPTS else _wait(row, 0)


def give_back(row: DBTaskResult) -> bool:
    """Requeue a task that the end of the worker interrupted; this attempt does not count."""
    return _wait(row, 0, worker_ids=row.worker_ids[:-1])


def run_again(row: DBTaskResult) -> bool:
    """Requeue a failed task; return whether it was still a failed one."""
    failed = DBTaskResult.objects.failed().filter(pk=row.pk)
    return bool(failed.update(status=TaskResultStatus.READY, worker_ids=[], finished_at=None, run_after=get_date_max()))


def _wait(row: DBTaskResult, seconds: float, **changes: Any) -> bool:
    run_after = timezone.now() + timedelta(seconds=seconds)
    return _conclude(row, status=TaskResultStatus.READY, run_after=run_after, finished_at=None, **changes)


@retry()
def _conclude(row: DBTaskResult, **changes: Any) -> bool:
    close_old_connections()
    ours = DBTaskResult.objects.running().filter(pk=row.pk, started_at=row.started_at)
    return bool(ours.update(**{"finished_at": timezone.now()} | changes))
