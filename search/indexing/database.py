"""The index of the database in use."""

from django.db import connection

from search.indexing import postgresql, sqlite
from search.indexing.entries import Index

INDEXES: dict[str, Index] = {"sqlite": sqlite.SQLiteIndex(), "postgresql": postgresql.PostgreSQLIndex()}


def current_index() -> Index:
    """Return the index of the database in use."""
    return INDEXES[connection.vendor]
