"""Scripts in a new magazine on PostgreSQL."""

from pathlib import Path

from tests.magazine import manage
from tests.postgres.cluster import NO_POSTGRESQL, cluster, find_postgresql
from tests.requirements import skip_without


def printed_beside_postgresql(script: str, data: Path, *, has_tables: bool = True) -> list[str]:
    """Run a script in the shell of a new magazine, and return the lines that it printed."""
    programs = find_postgresql()
    if not programs:
        skip_without(NO_POSTGRESQL)
    with cluster(programs, has_tables=has_tables) as url:
        command = ("shell", "-v", "0", "--command", script)
        return manage(*command, data=data, settings="tests.benchmarks.settings", DATABASE_URL=url).stdout.splitlines()
