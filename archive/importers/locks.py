"""One import at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from archive.importers.parsing.records import ImportProblemError

BUSY = "Another import is running: wait until it is done, then start this one again"
KEY = 0x1557E5  # any number that nothing else in the database uses


@contextmanager
def only_import() -> Iterator[None]:
    """Keep other imports out, also those on other machines with the same PostgreSQL. Raise ImportProblemError.

    Both locks end with the process that holds them, however it ends.
    """
    folder = Path(settings.GATED_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".import-lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ImportProblemError(BUSY) from error
        with _lock_of_the_database():
            yield


@contextmanager
def _lock_of_the_database() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
        if not cursor.fetchone()[0]:
            raise ImportProblemError(BUSY)
    try:
        yield
    finally:
        # A connection that was lost has taken the lock along.
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])
