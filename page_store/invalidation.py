"""Which writes to the database could show on a public page, and the record of them.

All statements are looked at, so nothing escapes: no bulk operation, no tree move, no raw SQL of a library.
What is not known to be private is taken for public: a needless new generation costs a rendering, a missing
one a page that is wrong.
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

READING = re.compile(r"\s*(SELECT|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET|SHOW|EXPLAIN)\b")
WRITE = re.compile(r'\s*(INSERT|UPDATE|DELETE)(?: OR \w+)?(?: INTO| FROM)?\s+"?(\w+)"?', re.IGNORECASE)
SET_COLUMNS = re.compile(r'"(\w+)" = ')


def may_show(sql: str) -> bool:
    """Whether a statement writes what a public page may be made from."""
    if READING.match(sql):
        return False
    if not (write := WRITE.match(sql)):
        return sql.lstrip().startswith("WITH") and any(verb in sql for verb in private_tables.ANY)
    verb, table = write[1].upper(), write[2]
    if verb in private_tables.TABLES.get(table, ()):
        return False
    return verb != "UPDATE" or not _changes_private_columns(table, sql)


def _changes_private_columns(table: str, sql: str) -> bool:
    """Whether Django wrote it, who quotes columns, and none of those that it names shows."""
    changed = set(SET_COLUMNS.findall(sql.partition(" WHERE ")[0]))
    return table in private_tables.COLUMNS and bool(changed) and changed <= private_tables.COLUMNS[table]


def record_change(using: str = "default") -> None:
    """Write down, in the running transaction, that something has changed."""
    Change.objects.using(using).create()
    transaction.on_commit(_announce, using=using, robust=True)


def _announce() -> None:
    generations.merge_changes()
    generations.switch_to_newest()


def is_recorded(connection: BaseDatabaseWrapper) -> bool:
    """Whether the running transaction has its record, which is undone together with this note of it."""
    return any(entry[1] is _announce for entry in connection.run_on_commit)


def execute_and_record(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Let a statement run, and record it when it could show (an execution wrapper of Django)."""
    result = execute(sql, params, many, context)
    if settings.CHANGES_ARE_RECORDED and not _migrating and may_show(sql) and not is_recorded(context["connection"]):
        record_change(context["connection"].alias)
    return result


# The table of changes itself may still have to be made.
_migrating: set[str] = set()


def _attach(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if execute_and_record not in connection.execute_wrappers:
        connection.execute_wrappers.append(execute_and_record)


def _migration_begins(using: str, **kwargs: Any) -> None:
    _migrating.add(using)


def _migration_ended(using: str, **kwargs: Any) -> None:
    if using in _migrating:
        _migrating.discard(using)
        if settings.CHANGES_ARE_RECORDED:
            record_change(using)


def connect() -> None:
    """Watch every connection to a database."""
    connection_created.connect(_attach)
    pre_migrate.connect(_migration_begins)
    post_migrate.connect(_migration_ended)
