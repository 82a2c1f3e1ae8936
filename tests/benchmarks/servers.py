"""The real servers for measurements, each on a core of its own if there are two."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.magazine import CHECKOUT, clean_environment, free_port, serving, wait_until
from tests.stack.nginx import find_nginx, nginx

SERVERS, CLIENTS = (0, 1) if len(os.sched_getaffinity(0)) > 1 else (0, 0)


def pinned(core: int, *command: str) -> list[str]:
    """Return a command line that stays on one core."""
    return [sys.executable, "-c", PIN, str(core), *command]


PIN = "import os, sys; os.sched_setaffinity(0, {int(sys.argv[1])}); os.execvp(sys.argv[2], sys.argv[2:])"


@contextmanager
def application(data: Path) -> Iterator[str]:
    """Run the application as `serve` does, with one process; yield its URL."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = pinned(
        SERVERS,
        *(sys.executable, "-m", "granian", "dimensions.wsgi:application", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--no-ws", "--blocking-threads", "4"),
        *("--log-level", "warning", "--working-dir", str(CHECKOUT)),
    )
    environment = clean_environment(
        DIMENSIONS_DATA=str(data), DJANGO_SETTINGS_MODULE="tests.benchmarks.settings", SITE_URL=url
    )
    environment |= {name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ}
    with (data / "web.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log)
    try:
        wait_until(lambda: _answers(url), seconds=60, what="The start of the application")
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(f"{url}/health/", timeout=5).close()
    except OSError:
        return False
    return True


@contextmanager
def web_server(data: Path, application_url: str) -> Iterator[str]:
    """Run nginx in front of an application, if it is installed; yield its URL, or an empty string."""
    program = find_nginx()
    if program is None:
        yield ""
        return
    folder = data / "nginx"
    with nginx(program, application=application_url, data=data, folder=folder, through=pinned(SERVERS)) as url:
        yield url


@contextmanager
def whole_stack(data: Path) -> Iterator[int]:
    """Run the magazine as `make run` does, let it answer some pages, and yield its first process."""
    with serving(data, SAMPLE_ISSUES="0") as magazine:
        for path in ("/", "/feeds/rss.xml", "/api/v3/articles/", "/search/?q=tide", "/account/login/"):
            urllib.request.urlopen(magazine.url + path, timeout=30).read()
        yield magazine.process.pid
