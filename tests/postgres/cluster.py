"""A PostgreSQL server of the tests' own, made from the installed programs and gone after the tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.magazine import free_port

NO_POSTGRESQL = "no PostgreSQL server is installed (Debian: apt-get install postgresql)."
DEBIAN = Path("/usr/lib/postgresql")
# Losing data in a crash is no harm here, and waiting for the disk takes time.
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


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Run a server with an empty database; gives the DATABASE_URL of its owner, who is no superuser."""
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
        _run(*pg_ctl, "-l", Path(folder) / "log", "-o", options, "start", account=account)
        try:
            yield _new_database(port)
        finally:
            _run(*pg_ctl, "-m", "immediate", "stop", account=account)


def _new_database(port: int) -> str:
    with psycopg.connect(host="127.0.0.1", port=port, user="postgres", autocommit=True) as connection:
        connection.execute("CREATE ROLE magazine LOGIN")
        connection.execute("CREATE DATABASE magazine OWNER magazine")
    return f"postgres://magazine@127.0.0.1:{port}/magazine"
