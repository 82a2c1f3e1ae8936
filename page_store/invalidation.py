"""Invalidation: detect and record the database writes that could show on a public page.

Every statement is checked, including bulk operations, tree moves and raw SQL of libraries. What is not known to
be private counts as public: a needless generation costs a rendering, a missing one leaves a
stale page.
"""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from page_store.models import Change
from page_store.policy import private_tables
from page_store.storage import generations

COMMENTS = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
# What changes no row, as the first word of a statement.
NEUTRAL = re.compile(
    r"[\s(]*(SELECT|VALUES|TABLE|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|START|COMMIT|END|SET|RESET|SHOW|LOCK|"
    r"ANALYZE|VACUUM|REINDEX|CHECKPOINT|DISCARD|LISTEN|UNLISTEN|NOTIFY|DECLARE|FETCH|CLOSE)\b",
    re.IGNORECASE,
)
READING_CTE = re.compile(r"\s*WITH\b(?!.*\b(INSERT|UPDATE|DELETE|MERGE|REPLACE)\b)", re.IGNORECASE | re.DOTALL)
SELECT_INTO = re.compile(r"\bINTO\b", re.IGNORECASE)
# A statement of one of the three verbs on one table without a schema, as Django writes it.
WRITE = re.compile(r'\s*(INSERT|UPDATE|DELETE)(?: OR \w+)?(?: INTO| FROM)?\s+"?+(\w++)"?+(?!\.)', re.IGNORECASE)
SET_COLUMNS = re.compile(r'"(\w+)" = ')


def may_show(sql: str) -> bool:
    """Return whether a statement may change a public page; True if it cannot be understood."""
    if not isinstance(sql, str) or ";" in sql.strip().rstrip(";"):
        return True
    statement = COMMENTS.sub(" ", sql)
    return not (is_read(statement) or writes_only_private_tables(statement))


def is_read(statement: str) -> bool:
    """Return whether a statement changes no row."""
    if READING_CTE.match(statement):
        return True
    return bool(NEUTRAL.match(statement)) and not SELECT_INTO.search(statement)


def writes_only_private_tables(statement: str) -> bool:
    """Return whether a statement writes only to tables or columns that are registered as private."""
    if not (write := WRITE.match(statement)):
        return False
    verb, table = write[1].upper(), write[2]
    if verb in private_tables.TABLES.get(table, ()):
        return True
    return verb == "UPDATE" and _sets_only_private_columns(table, statement)


def _sets_only_private_columns(table: str, statement: str) -> bool:
    """Return whether Django wrote the statement (it quotes columns) and all columns that it sets are private."""
    written = set(SET_COLUMNS.findall(statement.partition(" WHERE ")[0]))
    return table in private_tables.COLUMNS and bool(written) and written <= private_tables.COLUMNS[table]


def record_change(using: str = "default") -> None:
    """Record a change in the running transaction."""
    Change.objects.using(using).create()
    transaction.on_commit(_announce, using=using, robust=True)


def _announce() -> None:
    generations.merge_changes()
    generations.switch_to_newest()


def is_recorded(connection: BaseDatabaseWrapper) -> bool:
    """Return whether the running transaction has its record; rolling back a savepoint removes it.

    Private to Django: `run_on_commit`; guarded by tests/store/test_changes.py.
    """
    return any(entry[1] is _announce for entry in connection.run_on_commit)


def execute_and_record(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Execute a statement, and record a change if it may show (a Django execution wrapper)."""
    result = execute(sql, params, many, context)
    if (
        settings.PAGE_STORE_RECORDS_CHANGES
        and not _migrating
        and may_show(sql)
        and not is_recorded(context["connection"])
    ):
        record_change(context["connection"].alias)
    return result


# The table of changes itself may not exist yet.
_migrating: set[str] = set()


def _attach(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if execute_and_record not in connection.execute_wrappers:
        connection.execute_wrappers.append(execute_and_record)


def _pause(using: str, **kwargs: Any) -> None:
    _migrating.add(using)


def _resume(using: str, **kwargs: Any) -> None:
    if using in _migrating:
        _migrating.discard(using)
        if settings.PAGE_STORE_RECORDS_CHANGES:
            record_change(using)


def connect() -> None:
    """Watch all database connections."""
    connection_created.connect(_attach)
    pre_migrate.connect(_pause)
    post_migrate.connect(_resume)
