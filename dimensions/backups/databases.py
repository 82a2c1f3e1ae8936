"""A consistent snapshot of the database, taken during writes, and its restoration."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, connections, transaction
from django.utils import timezone

from dimensions.backups.manifest import BackupError

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
Rows = Callable[[str], Iterable[tuple[str]]]
Names = Callable[[Rows], set[str]]
COMPANIONS = ("", "-wal", "-shm")


class Snapshot(NamedTuple):
    """The moment whose state was copied, and the files that the database names in it."""

    at: datetime
    names: set[str]


def dump(folder: Path, names: Names) -> Snapshot:
    """Write a snapshot of the database to a folder; `names` then queries it for the files that it names."""
    if connection.vendor == "sqlite":
        return _copy_sqlite(folder / FILES["sqlite"], names)
    return _dump_postgresql(folder / FILES["postgresql"], names)


def keep(folder: Path) -> None:
    """Save what will be replaced to a folder, unless it has no tables: a connection alone makes such a file."""
    if connection.introspection.table_names():
        dump(folder, lambda _rows: set())


def _copy_sqlite(target: Path, names: Names) -> Snapshot:
    """Copy in one read transaction; in WAL mode no writer has to wait for it."""
    with closing(sqlite3.connect(database_file())) as source, closing(sqlite3.connect(target)) as copy:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # The state is that of the first read.
        at = timezone.now()
        source.backup(copy)
        return Snapshot(at, names(copy.execute))


def _dump_postgresql(target: Path, names: Names) -> Snapshot:
    with transaction.atomic(), _raw_cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot(), clock_timestamp()")
        name, at = cursor.fetchone()
        # pg_dump uses the snapshot of this transaction.
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={name}", f"--file={target}")
        run("pg_dump", *options)
        return Snapshot(at, names(partial(_rows, cursor)))


def _raw_cursor() -> Any:
    """Return a cursor of the driver: through Django’s, the page store would note a change of the content."""
    connection.ensure_connection()
    return connection.connection.cursor()


def _rows(cursor: Any, sql: str) -> list[tuple[str]]:
    cursor.execute(sql)
    return list(cursor.fetchall())


def put_back(folder: Path) -> None:
    """Put the database of a backup in the place of the present one."""
    if connection.vendor == "sqlite":
        _put_back_sqlite(folder / FILES["sqlite"])
    else:
        _put_back_postgresql(folder / FILES["postgresql"])


def _put_back_sqlite(source: Path) -> None:
    target = database_file()
    connections.close_all()
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.restored")
    shutil.copyfile(source, fresh)
    for companion in COMPANIONS[1:]:
        target.with_name(target.name + companion).unlink(missing_ok=True)
    fresh.replace(target)


def _put_back_postgresql(source: Path) -> None:
    with _raw_cursor() as cursor:
        cursor.execute("DROP OWNED BY CURRENT_USER CASCADE")
        cursor.execute("CREATE SCHEMA IF NOT EXISTS public")
    connections.close_all()
    # The dump of a database made by another owner would make the schema again.
    listing = run("pg_restore", "--list", str(source))
    wanted = source.parent / "restore.list"
    wanted.write_text("\n".join(line for line in listing.splitlines() if " SCHEMA - public " not in line))
    try:
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        name = str(connection.settings_dict["NAME"])
        run("pg_restore", *options, f"--use-list={wanted}", f"--dbname={name}", str(source))
    finally:
        wanted.unlink()


def database_file() -> Path:
    """Return the file of the SQLite database."""
    return Path(str(connection.settings_dict["NAME"]))


def run(program: str, *arguments: str) -> str:
    """Run a program of PostgreSQL on our database. Raise BackupError with its output."""
    if not shutil.which(program):
        raise BackupError(f"{program} is not installed: install the client programs of PostgreSQL.")
    done = subprocess.run(  # noqa: S603 - our own arguments
        [program, *arguments],
        env={**os.environ, **_where(connection.settings_dict)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} has failed: {done.stderr.strip()}")
    return done.stdout


def _where(database: Mapping[str, Any]) -> dict[str, str]:
    """Return the database as environment variables of libpq, where nobody else can read the password."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {name: str(database[key]) for name, key in names.items() if database.get(key)}
