"""What a connection to PostgreSQL is told."""

from pathlib import Path

from tests.postgres.shell import printed_beside_postgresql

ASK = """
from django.db import connection

with connection.cursor() as cursor:
    print(*cursor.execute("SHOW jit").fetchone())
"""


def test_no_query_is_compiled(tmp_path: Path):
    assert printed_beside_postgresql(ASK, tmp_path, has_tables=False) == ["off"]
