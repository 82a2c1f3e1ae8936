"""Enqueue a task together with the change that it follows from."""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks_db import DatabaseBackend


def enqueue_in_transaction(task: Any, *arguments: Any) -> None:
    """Enqueue so that a process that dies loses both or neither, the change and what follows from it.

    A backend that does not keep tasks in the database gets it when the transaction has been committed.
    """
    if isinstance(task.get_backend(), DatabaseBackend):
        task.enqueue(*arguments)
    else:
        transaction.on_commit(partial(task.enqueue, *arguments))
