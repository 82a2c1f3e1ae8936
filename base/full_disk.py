"""Whether an error means that a disk is full, which databases and libraries say each in their own way."""

import errno
import sqlite3
from collections.abc import Iterator

from psycopg.errors import DiskFull

# No room on the disk, or none left for this account.
NUMBERS = {errno.ENOSPC, errno.EDQUOT}


def is_disk_full(error: BaseException | None) -> bool:
    """Return whether the error, or one that it follows from, is about a full disk."""
    return any(_says_full(cause) for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        yield error
        seen.add(id(error))
        error = error.__cause__ or error.__context__


def _says_full(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return isinstance(error, DiskFull) or (isinstance(error, OSError) and error.errno in NUMBERS)
