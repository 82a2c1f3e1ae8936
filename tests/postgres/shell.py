"""Scripts in an empty magazine on PostgreSQL."""

from pathlib import Path

from tests.magazine import manage
from tests.postgres.cluster import NO_POSTGRESQL, cluster, find_postgresql
from tests.requirements import skip_without


def printed_beside_postgresql(script: str, data: Path, *, has_tables: bool = True) -> list[str]:
    """Run a script in the shell of a new magazine, and return the lines that it printed."""
    programs = find_postgresql()
    if not programs:
        skip_without(NO_POSTGRESQL)
    with cluster(programs) as url:

        def run(*arguments: str) -> str:
            settings = "tests.benchmarks.settings"
            return manage(*arguments, "-v", "0", data=data, settings=settings, DATABASE_URL=url).stdout

        if has_tables:
            run("migrate")
        return run("shell", "--command", script).splitlines()
