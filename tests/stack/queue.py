"""A database with tasks, and workers that are started, and killed, on it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.magazine import CHECKOUT, clean_environment, wait_until

LEFT = """
from django_tasks_db.models import DBTaskResult
print(DBTaskResult.objects.exclude(status="SUCCESSFUL").count())
"""


class Queue(NamedTuple):
    """A database with tasks, and the folder of its files."""

    data: Path
    settings: dict[str, str]

    def kill_inside(self, kind: str, place: str) -> None:
        mark, log = self.data / f"{kind}-{place}.mark", self.data / f"{kind}-{place}.log"
        program = f"from tests.stack.dying_worker import die; die({kind!r}, {place!r}, {str(mark)!r})"
        command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", program]
        with log.open("wb") as output:
            worker = subprocess.Popen(command, **self.place(), stdout=output, stderr=subprocess.STDOUT)
        try:
            wait_until(lambda: mark.exists() or worker.poll() is not None, seconds=60, what=f"{kind}, {place}")
            assert worker.poll() is None, log.read_text()
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()

    def place(self) -> dict:
        """Return where and with which settings a program runs on this data."""
        embedded = {"DIMENSIONS_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "dimensions.settings.embedded"}
        return {"cwd": CHECKOUT, "env": clean_environment(**embedded, **self.settings)}

    @contextmanager
    def worker(self, name: str) -> Iterator[None]:
        """Run a worker."""
        with (self.data / f"{name}.log").open("wb") as output:
            command = [sys.executable, "manage.py", "db_worker", "--queue-name", "*"]
            process = subprocess.Popen(command, **self.place(), stdout=output, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)

    def is_done(self) -> bool:
        return self.shell(LEFT) == "0"

    def shell(self, program: str) -> str:
        command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", program]
        return subprocess.run(command, **self.place(), capture_output=True, text=True, check=True).stdout.strip()
