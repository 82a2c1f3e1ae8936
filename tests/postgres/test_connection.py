"""The settings of connections to PostgreSQL."""

from pathlib import Path

from tests.postgres.shell import printed_beside_postgresql

ASK = """
from django.db import connection

with connection.cursor() as cursor:
    for name in ("jit", "max_parallel_workers_per_gather"):
        print(*cursor.execute(f"SHOW {name}").fetchone())
"""


def test_no_query_is_compiled_or_shared_out(tmp_path: Path):
    assert printed_beside_postgresql(ASK, tmp_path, has_tables=False) == ["off", "0"]
