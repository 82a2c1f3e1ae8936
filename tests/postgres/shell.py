"""A script beside an empty magazine on PostgreSQL."""

import os
from pathlib import Path

import pytest

from tests.magazine import manage
from tests.postgres.cluster import NO_POSTGRESQL, cluster, find_postgresql


def printed_beside_postgresql(script: str, data: Path, *, has_tables: bool = True) -> list[str]:
    """Run a script in the shell of a new magazine, and give the lines that it printed."""
    programs = find_postgresql()
    if not programs:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_POSTGRESQL)
    with cluster(programs) as url:

        def run(*arguments: str) -> str:
            settings = "tests.benchmarks.settings"
            return manage(*arguments, "-v", "0", data=data, settings=settings, DATABASE_URL=url).stdout

        if has_tables:
            run("migrate")
        return run("shell", "--command", script).splitlines()
