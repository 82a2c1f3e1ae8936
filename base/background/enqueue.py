"""Enqueue a task together with the change that it follows from."""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks_db import DatabaseBackend


def enqueue_in_transaction(task: Any, *arguments: Any) -> None:
    """Enqueue a task so that a process that dies loses both, the change and its task, or neither.

    Backends that do not store tasks in the database get it when the transaction has committed.
    """
    if isinstance(task.get_backend(), DatabaseBackend):
        task.enqueue(*arguments)
    else:
        transaction.on_commit(partial(task.enqueue, *arguments))
