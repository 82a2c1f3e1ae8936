from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class BaseConfig(AppConfig):
    """What knows no other app."""

    name = "base"

    def ready(self) -> None:
        """Notice every change that could show on a public page."""
        import_module("base.store.changes").connect()
        connection_created.connect(compile_no_queries)


def compile_no_queries(connection: Any, **_sent: Any) -> None:
    """Spare PostgreSQL the compiling of queries, which takes many times as long as to answer ours.

    It begins to compile when it takes a query for long, as it does after an import, until it has statistics
    (https://www.postgresql.org/docs/current/jit-decision.html).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")
