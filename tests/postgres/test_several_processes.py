"""Several workers and schedulers on one PostgreSQL: each thing is done, and once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from members.affiliations.tasks import sync_domains
from tests.magazine import wait_until
from tests.postgres.cluster import NO_POSTGRESQL, cluster, find_postgresql
from tests.requirements import skip_without
from tests.stack.dying_worker import PLACES
from tests.stack.queue import Queue

KIND = sync_domains.module_path
DONE = f"""
from tests.stack.kinds_of_work import KINDS
print([KINDS[{KIND!r}].is_done_once(place) for place in {PLACES!r}])
"""


PAGES = 12
SCHEDULE = f"""
import datetime as dt
from django.utils import timezone
from home.models import InformationPage
from tests.factories import make_site

for number in range({PAGES}):
    page = InformationPage(title=f"On time {{number}}", live=False, go_live_at=timezone.now() + dt.timedelta(hours=1))
    make_site().add_child(instance=page)
    page.save_revision().publish()
    at = timezone.now() - dt.timedelta(seconds=1)
    page.revisions.update(
        approved_go_live_at=at, content=page.latest_revision.content | {{"go_live_at": at.isoformat()}}
    )
"""
KEEP = """
import os
import time
from pathlib import Path
from dimensions.scheduling import apply_due_changes

folder = Path("{folder}")
(folder / f"ready-{os.getpid()}").touch()
while not (folder / "go").exists():
    time.sleep(0.01)
assert apply_due_changes()
"""
PUBLICATIONS = """
from wagtail.models import PageLogEntry
print(PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count())
"""


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Queue]:
    """A migrated database on a server of its own."""
    programs = find_postgresql()
    if not programs:
        skip_without(NO_POSTGRESQL)
    data = tmp_path_factory.mktemp("data")
    with cluster(programs, has_tables=True) as url:
        yield Queue(data, {"DATABASE_URL": url})


def test_another_worker_finishes_what_a_killed_one_left(queue: Queue):
    queue.kill_inside(KIND)
    with queue.worker("another"):
        wait_until(queue.is_done, seconds=60, what="The rest of the work")
    assert queue.shell(DONE) == "[True, True]"


def test_two_schedulers_publish_once(queue: Queue):
    queue.shell(SCHEDULE)
    with ThreadPoolExecutor(2) as schedulers:
        running = [schedulers.submit(queue.shell, KEEP.replace("{folder}", str(queue.data))) for _ in range(2)]
        wait_until(lambda: len(list(queue.data.glob("ready-*"))) == 2, seconds=60, what="The start of both")
        (queue.data / "go").touch()
        for one in running:
            one.result()
    assert queue.shell(PUBLICATIONS) == str(PAGES)
