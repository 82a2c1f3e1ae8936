"""Outages behind an error: a full disk, files that cannot be written, a database that does not answer.

Databases and libraries report them each in their own way.
"""

import errno
import sqlite3
from collections.abc import Iterator
from enum import Enum

import psycopg
from django.db import InterfaceError
from psycopg.errors import DiskFull


class Outage(Enum):
    """A kind of outage; the value is the status of the response and the name of its template."""

    DISK_FULL = 507, "507"  # Insufficient Storage (RFC 4918, section 11.5)
    READ_ONLY = 503, "read_only"
    DATABASE_GONE = 503, "503"

    @property
    def status(self) -> int:
        """The status of the response."""
        return self.value[0]

    @property
    def template(self) -> str:
        """The template that explains the outage, and what became of the request."""
        return f"{self.value[1]}.html"


# No room on the disk, or quota exceeded.
FULL = {errno.ENOSPC, errno.EDQUOT}
NOT_WRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM}
OF_SQLITE = {
    sqlite3.SQLITE_FULL: Outage.DISK_FULL,
    sqlite3.SQLITE_READONLY: Outage.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Outage.DATABASE_GONE,
    sqlite3.SQLITE_IOERR: Outage.DATABASE_GONE,
}
# A connection that fails or breaks has no code, or one of these classes
# (https://www.postgresql.org/docs/current/errcodes-appendix.html): connection exception, operator intervention.
GONE_CLASSES = ("08", "57P")


def outage_of(error: BaseException | None) -> Outage | None:
    """Return the outage behind an error or its causes; None for errors of our own code."""
    return next(filter(None, map(_said_by, _causes(error))), None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        yield error
        seen.add(id(error))
        error = error.__cause__ or error.__context__


def _said_by(error: BaseException) -> Outage | None:
    if isinstance(error, sqlite3.Error):
        # The lowest byte is the primary code (https://www.sqlite.org/rescode.html#extrc).
        return OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(error, psycopg.Error | InterfaceError):
        return _said_by_postgresql(error)
    return _said_by_system(error) if isinstance(error, OSError) else None


def _said_by_postgresql(error: BaseException) -> Outage | None:
    if isinstance(error, DiskFull):
        return Outage.DISK_FULL
    code = getattr(error, "sqlstate", None)
    is_connection = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError | InterfaceError)
    is_gone = is_connection and (code is None or code.startswith(GONE_CLASSES))
    return Outage.DATABASE_GONE if is_gone else None


def _said_by_system(error: OSError) -> Outage | None:
    if error.errno in FULL:
        return Outage.DISK_FULL
    return Outage.READ_ONLY if error.errno in NOT_WRITABLE and error.filename else None
