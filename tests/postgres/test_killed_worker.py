"""What a killed worker leaves on PostgreSQL is done by another one, once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from members.affiliations.tasks import sync_domains
from tests.magazine import manage, wait_until
from tests.postgres.cluster import NO_POSTGRESQL, cluster, find_postgresql
from tests.stack.dying_worker import PLACES
from tests.stack.queue import Queue

KIND = sync_domains.module_path
DONE = f"""
from tests.stack.kinds_of_work import KINDS
print([KINDS[{KIND!r}].is_done_once(place) for place in {PLACES!r}])
"""


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    """A migrated database on a server of its own."""
    programs = find_postgresql()
    if not programs:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_POSTGRESQL)
    data = tmp_path / "data"
    data.mkdir()
    with cluster(programs) as url:
        manage("migrate", data=data, DATABASE_URL=url)
        yield Queue(data, {"DATABASE_URL": url})


def test_another_worker_finishes_what_a_killed_one_left(queue: Queue):
    for place in PLACES:
        queue.kill_inside(KIND, place)
    with queue.worker("another"):
        wait_until(queue.is_done, seconds=60, what="The rest of the work")
    assert queue.shell(DONE) == "[True, True]"
