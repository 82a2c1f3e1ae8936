from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class BaseConfig(AppConfig):
    """What knows no other app."""

    name = "base"

    def ready(self) -> None:
        """Have the sizes of every picture made, and tune PostgreSQL for short queries."""
        from base.media import tasks

        tasks.connect()
        connection_created.connect(tune_for_short_queries)


def tune_for_short_queries(connection: Any, **_sent: Any) -> None:
    """Spare PostgreSQL what takes it longer than to answer our queries: to compile one, and to share it out.

    It does so when it takes a query for long: after an import, until it has statistics, and because it does
    not know how few view restrictions there are.
    https://www.postgresql.org/docs/current/jit-decision.html
    https://www.postgresql.org/docs/current/when-can-parallel-query-be-used.html
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off; SET max_parallel_workers_per_gather = 0")
