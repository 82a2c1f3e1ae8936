"""Migration operations for PostgreSQL only."""

from collections.abc import Callable
from typing import Any


def run_in_postgresql(sql: str) -> Callable[[Any, Any], None]:
    """Return what a migration calls to run statements on PostgreSQL, and nothing elsewhere."""

    def run(_apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return run
