"""A worker that stops in the middle of a task, to be killed there.

It prepares one task of a kind, works, and at a place writes a mark and waits for a byte that never comes.
"""

import os
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from base.background import outcomes, worker
from tests.stack.kinds_of_work import KINDS

# Where it stops: during the task's writes, or after them but before the result is recorded.
PLACES = ("at-first-write", "before-it-is-noted")
WRITES = ("INSERT", "UPDATE", "DELETE")


def die(kind: str, place: str, mark: str) -> None:
    KINDS[kind].prepare(place)
    act = stop_at_first_write if place == "at-first-write" else stop_before_it_is_noted
    act(Path(mark), kind)
    call_command("db_worker", queue_name="*", startup_delay=False, interval=0.1)


def stop(mark: Path) -> None:
    mark.write_text("here")
    os.read(os.pipe()[0], 1)


def stop_at_first_write(mark: Path, path: str) -> None:
    call = worker.call

    def write(execute: Any, sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if sql.startswith(WRITES):
            stop(mark)
        return answer

    def call_and_stop(row: Any) -> Any:
        if row.task_path != path:
            return call(row)
        with connection.execute_wrapper(write):
            call(row)
        return stop(mark)  # Some kinds write nothing into the database.

    worker.call = call_and_stop


def stop_before_it_is_noted(mark: Path, path: str) -> None:
    finish = outcomes.finish

    def stop_or_finish(row: Any, value: Any) -> bool:
        if row.task_path == path:
            stop(mark)
        return finish(row, value)

    outcomes.finish = stop_or_finish
