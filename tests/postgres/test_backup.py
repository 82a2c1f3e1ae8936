"""A backup of a PostgreSQL database that is being written to, and the way back from it."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.postgres.cluster import NO_POSTGRESQL, cluster, find_postgresql
from tests.requirements import skip_without
from tests.stack.backups import eight_writers, is_the_state_of_its_moment, run, the_backup
from tests.stack.queue import Queue


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server with a migrated database, whose programs are found."""
    programs = find_postgresql()
    if not programs:
        skip_without(NO_POSTGRESQL)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    with cluster(programs, has_tables=True) as url:
        yield url


def another_database(url: str) -> str:
    with psycopg.connect(url.replace("magazine@", "postgres@"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE restored OWNER magazine")
    return url.removesuffix("magazine") + "restored"


def test_it_is_the_state_of_its_moment_while_eight_writers_save(url: str, tmp_path: Path):
    log, root = tmp_path / "log", tmp_path / "backups"
    (tmp_path / "data").mkdir()
    running = Queue(tmp_path / "data", {"DATABASE_URL": url})
    with eight_writers(running, log):
        code, said = run(running, "backup", root)
        assert code == 0, said
    backup = the_backup(root)
    place = Queue(tmp_path / "restored", {"DATABASE_URL": another_database(url)})
    place.data.mkdir()
    code, said = run(place, "restore", backup)
    assert code == 0, said
    is_the_state_of_its_moment(place, backup, log)
    assert "or put the backup in their place with --overwrite" in run(place, "restore", backup)[1]
    assert run(place, "restore", backup, "--overwrite")[0] == 0
    is_the_state_of_its_moment(place, backup, log)
