"""A program that runs for the time of a test."""

import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.magazine import wait_until


@contextmanager
def running(
    command: Sequence[Any],
    *,
    output: Path,
    is_up: Callable[[], bool],
    environment: Mapping[str, str] | None = None,
) -> Iterator[None]:
    """Start a program, wait until it is up, and end it at the end; fail with its output."""
    with output.open("wb") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=subprocess.STDOUT)
    try:
        wait_until(lambda: process.poll() is not None or is_up(), seconds=20, what=f"The start of {command[0]}")
        assert process.poll() is None, output.read_text()
        yield
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End it as systemd would, with more patience than the web server has with its own workers (30 s)."""
    process.terminate()
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise
