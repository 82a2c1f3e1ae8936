"""A database with tasks, and workers that are started, and killed, on it."""

import sqlite3
import subprocess
import sys
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import NamedTuple

import psycopg

from tests.magazine import CHECKOUT, clean_environment, worker

LEFT = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status <> 'SUCCESSFUL'"


class Queue(NamedTuple):
    """A database with tasks, and the folder of its files."""

    data: Path
    settings: dict[str, str]

    def kill_inside(self, *kinds: str) -> None:
        """Have a worker killed inside each kind of task, at each place."""
        self.shell(f"from tests.stack.dying_worker import die_in_each; die_in_each({kinds!r}, {str(self.data)!r})")

    def place(self) -> dict:
        """Return where and with which settings a program runs on this data."""
        embedded = {"DIMENSIONS_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "dimensions.settings.embedded"}
        return {"cwd": CHECKOUT, "env": clean_environment(**embedded, **self.settings)}

    def worker(self, name: str) -> AbstractContextManager[None]:
        """Run a worker."""
        return worker(self.data, name, **self.settings)

    def is_done(self) -> bool:
        """Return whether all tasks have succeeded; asked of the database, since a shell takes seconds to start."""
        url = self.settings.get("DATABASE_URL")
        path = f"file:{self.data}/dimensions.sqlite3?mode=ro"
        with closing(psycopg.connect(url) if url else sqlite3.connect(path, uri=True)) as database:
            return database.execute(LEFT).fetchone() == (0,)

    def shell(self, program: str) -> str:
        command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", program]
        ended = subprocess.run(command, **self.place(), capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()
