"""The page of the operator: who sees it, and what its buttons do."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.base.test_outcomes import make_task
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/operation/"


@pytest.fixture
def failed():
    return make_task(
        status="FAILED", worker_ids=["w"] * 8, finished_at=timezone.now(),
        exception_class_path="builtins.ValueError", traceback="No such sky",
    )  # fmt: skip


@pytest.fixture
def operator(client):
    client.force_login(make_user("operator@dimensions.example", is_superuser=True))
    return client


def test_it_shows_why_a_task_failed_and_runs_it_again(operator, failed):
    page = operator.get(PAGE).content.decode()
    assert "No such sky" in page
    answer = operator.post(f"{PAGE}run-again/{failed.pk}/", follow=True)
    assert "“base.media.tasks.delete_files” runs again as soon as a worker is free." in answer.content.decode()
    assert list(DBTaskResult.objects.ready()) == [failed]
    again = operator.post(f"{PAGE}run-again/{failed.pk}/", follow=True)
    assert "somebody was quicker" in again.content.decode()


def test_others_see_nothing_of_it(client, failed):
    user = make_user("editor@dimensions.example")
    user.groups.add(Group.objects.get(name="Managing editor"))
    client.force_login(user)
    assert client.get(PAGE).status_code == 302
    assert client.post(f"{PAGE}run-again/{failed.pk}/").status_code == 302
    assert not DBTaskResult.objects.ready().exists()
    assert PAGE not in client.get("/admin/").content.decode()


def test_it_says_that_nothing_works(operator):
    assert "Neither a worker nor a scheduler is running" in operator.get(PAGE).content.decode()
