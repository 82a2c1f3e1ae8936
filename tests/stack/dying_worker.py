"""A worker that stops in the middle of a task, to be killed there.

It prepares one task of a kind, works, and at a place writes a mark and waits for a byte that never comes.
"""

import os
import signal
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from base.background import outcomes, worker
from tests.magazine import wait_until
from tests.stack.kinds_of_work import BEGUN, KINDS

# Where it stops: during the task's writes, or after them but before the result is recorded.
PLACES = ("at-first-write", "before-it-is-noted")
WRITES = ("INSERT", "UPDATE", "DELETE")


def die_in_each(kinds: Iterable[str], folder: str) -> None:
    """Have a worker killed inside each kind of task at each place. Forked, since loading the desk takes seconds."""
    for kind in kinds:
        for place in PLACES:
            kill_at(Path(folder) / f"{kind}-{place}.mark", kind, place)


def kill_at(mark: Path, kind: str, place: str) -> None:
    child = os.fork() or die(mark, kind, place)
    try:
        wait_until(lambda: mark.exists() or has_ended(child), seconds=60, what=f"{kind}, {place}")
        assert mark.exists(), f"{kind} ended before {place}"
    finally:
        if not has_ended(child):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def has_ended(child: int) -> bool:
    """Return whether a child has ended; one that has is not waited for a second time."""
    try:
        return os.waitpid(child, os.WNOHANG)[0] == child
    except ChildProcessError:
        return True


def die(mark: Path, kind: str, place: str) -> NoReturn:
    try:
        BEGUN.set(timezone.now())
        KINDS[kind].prepare(place)
        act = stop_at_first_write if place == "at-first-write" else stop_before_it_is_noted
        act(mark, kind)
        call_command("db_worker", queue_name="*", startup_delay=False, interval=0.1)
    except BaseException:  # noqa: BLE001 - nothing may run on in the child as if it were the parent
        traceback.print_exc()
    os._exit(1)


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
