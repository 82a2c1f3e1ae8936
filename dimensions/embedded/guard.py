"""Ends what a supervisor leaves behind when it is killed: a pipe tells it what runs, and closes with the supervisor.

It is a separate program, so that it outlives its parent; it loads nothing that it does not need.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

SECONDS_TO_STOP = 5.0
TICK = 0.1


class Guard:
    """The supervisor's end of the pipe. A guard that is gone is no reason to stop."""

    def __init__(self) -> None:
        # A session of its own: neither Ctrl-C nor the end of the terminal should reach it.
        self.process = subprocess.Popen(  # noqa: S603 - the command is our own
            [sys.executable, "-S", str(Path(__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def watch(self, group: int) -> None:
        """Have a process group ended when this process is gone."""
        self._tell(f"+{group}")

    def forget(self, group: int) -> None:
        """Leave a group alone that has ended, since its number may be given to others."""
        self._tell(f"-{group}")

    def _tell(self, line: str) -> None:
        if pipe := self.process.stdin:
            with suppress(OSError):
                pipe.write(f"{line}\n")
                pipe.flush()

    def dismiss(self) -> None:
        """End it: there is nothing left to watch."""
        if pipe := self.process.stdin:
            with suppress(OSError):
                pipe.close()
        self.process.wait()


def end_what_is_left(told: Iterable[str]) -> None:
    """Read to the end of the pipe, then end the groups that are still there: politely first."""
    groups: set[int] = set()
    for line in told:
        (groups.add if line.startswith("+") else groups.discard)(int(line[1:]))
    _send(groups, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_STOP
    while any(_is_there(group) for group in groups) and time.monotonic() < deadline:
        time.sleep(TICK)
    _send(groups, signal.SIGKILL)


def _send(groups: Iterable[int], number: int) -> None:
    for group in groups:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, number)


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    end_what_is_left(sys.stdin)
