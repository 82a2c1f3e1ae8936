"""A PostgreSQL server of the tests' own, made from the installed programs and gone after the tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from tests.magazine import free_port

NO_POSTGRESQL = "no PostgreSQL server is installed (Debian: apt-get install postgresql)."
DEBIAN = Path("/usr/lib/postgresql")
# Losing data in a crash does not matter here, and waiting for the disk takes time.
OPTIONS = "-h 127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def find_postgresql() -> Path | None:
    """Return the folder of `initdb` and `pg_ctl`: what PATH names, else the newest of Debian's."""
    named = shutil.which("initdb")
    packaged = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = [Path(named)] if named else packaged
    return found[-1].resolve().parent if found else None


def _account() -> dict[str, Any]:
    """Return the account to run the server as: one's own, but PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}


def _run(*command: str | Path, account: dict[str, Any]) -> None:
    subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, timeout=60, check=True, **account)


class Server(NamedTuple):
    """A running server that a test may stop and start again."""

    url: str
    stop: Callable[[], None]
    start: Callable[[], None]


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Run a server with an empty database; yield the DATABASE_URL of its owner, who is no superuser."""
    with server(programs) as running:
        yield running.url


@contextmanager
def server(programs: Path) -> Iterator[Server]:
    """Run a server with an empty database, for tests that stop it for a while."""
    account = _account()
    # Not in pytest's folder, into which only its owner may look.
    with tempfile.TemporaryDirectory(prefix="dimensions-", ignore_cleanup_errors=True) as folder:
        if account:
            shutil.chown(folder, account["user"])
        data, port = Path(folder) / "data", free_port()
        initdb = (programs / "initdb", "-D", data, "-U", "postgres", "--encoding=UTF8", "--no-locale")
        _run(*initdb, "--auth=trust", "--no-sync", account=account)
        pg_ctl = (programs / "pg_ctl", "-D", data, "-w", "-s")
        options = f"{OPTIONS} -p {port} -k {folder}"
        start = partial(_run, *pg_ctl, "-l", Path(folder) / "log", "-o", options, "start", account=account)
        stop = partial(_run, *pg_ctl, "stop", account=account)
        start()
        try:
            # It does not wait for the disk, so it keeps what it has committed only when it is stopped in order.
            yield Server(_new_database(port), partial(stop, "-m", "fast"), start)
        finally:
            stop("-m", "immediate")


def as_superuser(url: str) -> str:
    """Return the URL of the account that may create databases, as tests in a database of their own need it."""
    return url.replace("magazine@", "postgres@")


def _new_database(port: int) -> str:
    with psycopg.connect(host="127.0.0.1", port=port, user="postgres", autocommit=True) as connection:
        connection.execute("CREATE ROLE magazine LOGIN")
        connection.execute("CREATE DATABASE magazine OWNER magazine")
    return f"postgres://magazine@127.0.0.1:{port}/magazine"
