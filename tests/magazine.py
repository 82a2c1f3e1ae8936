"""The real magazine for tests: `manage.py serve` with its own data folder and port."""

import fcntl
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
# The first start migrates, loads the sample content and compresses static files.
SECONDS_TO_START = 600
# The number loaded before the site opens; the others follow in the background.
SAMPLE_ISSUES = "2"


@dataclass
class Magazine:
    """A running magazine."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    log: Path
    environment: Mapping[str, str]

    def answers(self, path: str = "/health/") -> bool:
        try:
            urllib.request.urlopen(self.url + path, timeout=10).close()
        except OSError:
            return False
        return True

    def is_idle(self) -> bool:
        """Return whether the worker has finished all tasks, such as renditions of the sample."""
        with closing(sqlite3.connect(f"file:{self.data}/dimensions.sqlite3?mode=ro", uri=True)) as database:
            tasks = database.execute("SELECT DISTINCT status FROM django_tasks_database_dbtaskresult")
            return not {"READY", "RUNNING"} & {status for (status,) in tasks}

    def manage(self, *arguments: str) -> str:
        """Run a management command on the same data."""
        return manage(*arguments, data=self.data, check=True, **self.environment).stdout


def clean_environment(**extra: str) -> dict[str, str]:
    """Return the environment without any settings of the magazine."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONWARNINGS": "ignore"} | extra


def manage(
    *arguments: str,
    data: Path,
    settings: str = "dimensions.settings.embedded",
    check: bool = True,
    **extra: str,
) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` as a user would, and return its output; with `check`, fail with its errors."""
    ended = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env=clean_environment(DIMENSIONS_DATA=str(data), DJANGO_SETTINGS_MODULE=settings, **extra),
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_START,
        check=False,
    )
    if check and ended.returncode:
        raise AssertionError("\n".join([*arguments, ended.stderr]))
    return ended


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, *, seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"{what} did not happen within {seconds:.0f} seconds")
        time.sleep(0.05)


@contextmanager
def serving(data: Path, *, seconds: float = SECONDS_TO_START, **environment: str) -> Iterator[Magazine]:
    """Start the magazine on a data folder, wait until it answers, and stop it at the end."""
    port = free_port()
    log = data.parent / f"{data.name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port), "--data", str(data)],
            cwd=CHECKOUT,
            env=clean_environment(**{"SAMPLE_ISSUES": SAMPLE_ISSUES, **environment}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    running = Magazine(f"http://127.0.0.1:{port}", data, process, log, environment)

    def has_opened_or_ended() -> bool:
        return process.poll() is not None or "Dimensions is open" in log.read_text(errors="replace")

    try:
        wait_until(has_opened_or_ended, seconds=seconds, what="The start of the magazine")
        assert process.poll() is None, log.read_text(errors="replace")
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


@contextmanager
def worker(data: Path, name: str, **settings: str) -> Iterator[None]:
    """Run a worker on a data folder, perhaps beside that of a running magazine."""
    embedded = {"DIMENSIONS_DATA": str(data), "DJANGO_SETTINGS_MODULE": "dimensions.settings.embedded"}
    command = [sys.executable, "manage.py", "db_worker", "--queue-name", "*"]
    with data.with_name(f"{data.name}-{name}.log").open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=clean_environment(**embedded, **settings),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


@pytest.fixture(scope="session")
def prepared_data(tmp_path_factory: pytest.TempPathFactory, worker_id: str, migrated: Path) -> Path:
    """A data folder with the sample magazine and all renditions; made once for all test processes."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "prepared-data"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            if migrated.exists():
                folder.mkdir()
                shutil.copy(migrated, folder / "dimensions.sqlite3")
            with serving(folder) as running, worker(folder, "second"):
                wait_until(running.is_idle, seconds=SECONDS_TO_START, what="The end of the first tasks")
    return folder


@pytest.fixture(scope="session")
def magazine(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Magazine]:
    """The running magazine of this test process, full of sample content."""
    data = tmp_path_factory.mktemp("magazine") / "data"
    shutil.copytree(prepared_data, data)
    with serving(data) as running:
        yield running
    shutil.rmtree(data)
