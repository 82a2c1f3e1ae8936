"""Whatever a worker is at when it is killed, another one finishes it, once."""

import shutil
import sys
from pathlib import Path

import pytest
from django_tasks.base import Task

from tests.magazine import wait_until
from tests.stack.kinds_of_work import KINDS
from tests.stack.queue import Queue

# The database of the tests is copied.
pytestmark = pytest.mark.django_db

# Tasks without effect here: there is no front-end cache, no index but our own, no face detection in
# images, and no hub or webhook, which may be notified twice.
WITHOUT_WORK = {
    "subscriptions.webhooks.services.deliver",
    "subscriptions.websub.services.tell_hub",
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.contrib.frontend_cache.tasks.purge_urls_from_cache_task",
    "wagtail.images.tasks.set_image_focal_point_task",
}
SECONDS_TO_FINISH = 60
FACTS = """
from django_tasks_db.models import DBTaskResult
from tests.stack.kinds_of_work import KINDS
from tests.stack.dying_worker import PLACES
wrong = [(kind, place) for kind, work in KINDS.items() for place in PLACES if not work.is_done_once(place)]
print([*wrong, *DBTaskResult.objects.exclude(status="SUCCESSFUL").values_list("task_path", "traceback")])
"""


@pytest.fixture
def queue(tmp_path: Path, django_db_setup: None, migrated: Path) -> Queue:
    """A migrated database without content."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(migrated, data / "dimensions.sqlite3")
    return Queue(data, {"SAMPLE_ISSUES": "1", "ACCESS_LOG": str(data / "access.log")})


def test_each_kind_of_task_is_killed_here():
    values = [value for module in list(sys.modules.values()) for value in list(vars(module).values())]
    tasks = {value.module_path for value in values if type(value) is Task}
    assert tasks - WITHOUT_WORK == set(KINDS)


def test_another_worker_finishes_what_a_killed_one_left(queue: Queue):
    queue.kill_inside(*KINDS)
    with queue.worker("another"):
        wait_until(queue.is_done, seconds=SECONDS_TO_FINISH, what="The rest of the work")
    assert queue.shell(FACTS) == "[]"
