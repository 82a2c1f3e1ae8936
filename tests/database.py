"""A migrated database for tests: copying it is faster than migrating.

The first run after a new migration or a library upgrade migrates, and keeps the result in pytest's cache.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection

# Django's name for the test database of SQLite.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"


def fingerprint_of_migrations() -> str:
    """Return a hash of all migrations of all apps."""
    found = hashlib.sha256(version("django").encode())
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    with closing(source), target:
        source.backup(target)


@pytest.fixture(scope="session")
def migrated(pytestconfig: pytest.Config) -> Path:
    """The path of the migrated database."""
    return pytestconfig.cache.mkdir("database") / f"{fingerprint_of_migrations()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, migrated: Path) -> Iterator[None]:
    """Fill the test database before pytest-django sets it up, and keep it open until then."""
    if template := os.environ.get("DATABASE_TEMPLATE"):
        connection.settings_dict["TEST"]["TEMPLATE"] = template
    with closing(sqlite3.connect(IN_MEMORY, uri=True)) as database:
        if connection.vendor == "sqlite" and migrated.exists():
            _copy(sqlite3.connect(migrated), database)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, migrated: Path) -> None:
    """Save the migrated database; the file appears atomically, so that no other process reads half of it."""
    if connection.vendor == "sqlite" and not migrated.exists():
        unfinished = migrated.with_suffix(f".{uuid4().hex}")
        with closing(sqlite3.connect(unfinished)) as database:
            _copy(sqlite3.connect(IN_MEMORY, uri=True), database)
        unfinished.replace(migrated)
