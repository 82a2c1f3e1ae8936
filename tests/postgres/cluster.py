"""A PostgreSQL server of the tests' own, made from the installed programs and gone after the tests."""

import fcntl
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

from tests.database import fingerprint_of_migrations
from tests.magazine import CHECKOUT, free_port, manage

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
    data: Path
    stop: Callable[[], None]
    start: Callable[[], None]


@contextmanager
def cluster(programs: Path, *, has_tables: bool = False) -> Iterator[str]:
    """Run a server with a new database; yield the DATABASE_URL of its owner, who is no superuser."""
    with server(programs, has_tables=has_tables) as running:
        yield running.url


@contextmanager
def server(programs: Path, *, has_tables: bool = False) -> Iterator[Server]:
    """Run a server with a new database, empty or migrated, for tests that stop it for a while."""
    account = _account()
    # Not in pytest's folder, into which only its owner may look.
    with tempfile.TemporaryDirectory(prefix="dimensions-", ignore_cleanup_errors=True) as folder:
        if account:
            shutil.chown(folder, account["user"])
        data, port = Path(folder) / "data", free_port()
        if has_tables:
            _copy(_migrated(programs), data, account)
        else:
            initdb = (programs / "initdb", "-D", data, "-U", "postgres", "--encoding=UTF8", "--no-locale")
            _run(*initdb, "--auth=trust", "--no-sync", account=account)
        pg_ctl = (programs / "pg_ctl", "-D", data, "-w", "-s")
        options = f"{OPTIONS} -p {port} -k {folder}"
        start = partial(_run, *pg_ctl, "-l", Path(folder) / "log", "-o", options, "start", account=account)
        stop = partial(_run, *pg_ctl, "stop", account=account)
        start()
        try:
            if not has_tables:
                _new_database(port)
            url = f"postgres://magazine@127.0.0.1:{port}/magazine"
            # It does not wait for the disk, so it keeps what it has committed only when it is stopped in order.
            yield Server(url, data, partial(stop, "-m", "fast"), start)
        finally:
            stop("-m", "immediate")


def _migrated(programs: Path) -> Path:
    """Return the folder of a stopped server with a migrated database, which the first who asks makes."""
    kept = CHECKOUT / ".pytest_cache" / "d" / "postgresql" / f"{programs.parent.name}-{fingerprint_of_migrations()}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            unfinished = kept.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            with server(programs) as running, tempfile.TemporaryDirectory() as data:
                manage("migrate", data=Path(data), DATABASE_URL=running.url)
                running.stop()
                shutil.copytree(running.data, unfinished)
                running.start()
            unfinished.rename(kept)
    return kept


def _copy(kept: Path, data: Path, account: dict[str, Any]) -> None:
    shutil.copytree(kept, data)
    for path in (data, *data.rglob("*")) if account else ():
        shutil.chown(path, account["user"])


def as_superuser(url: str) -> str:
    """Return the URL of the account that may create databases, as tests in a database of their own need it."""
    return url.replace("magazine@", "postgres@")


def _new_database(port: int) -> None:
    with psycopg.connect(host="127.0.0.1", port=port, user="postgres", autocommit=True) as connection:
        connection.execute("CREATE ROLE magazine LOGIN")
        connection.execute("CREATE DATABASE magazine OWNER magazine")
