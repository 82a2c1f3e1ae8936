"""The page of the operator: who sees it, and what its buttons do."""

import datetime as dt
import json

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from base.mail.models import OutgoingMail
from dimensions.backups.make import RECORD
from tests.base.test_outcomes import make_task
from tests.factories import make_article, make_user

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


def test_it_shows_mails_schedule_backup_disk_and_versions(operator, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    facts = {"folder": "/backups/one", "at": "2026-11-28T03:00:00+00:00", "bytes": 2048}
    (tmp_path / RECORD).write_text(json.dumps(facts))
    OutgoingMail.objects.create(event="e", recipient="ana@tidal.example", subject="Your code: 123")
    article = make_article("The tide at ten", live=False, go_live_at=timezone.now() + dt.timedelta(days=1))
    article.save_revision().publish()
    page = operator.get(PAGE).content.decode()
    for text in (
        "1 mail waits",
        "ana@tidal.example",
        "appears: The tide at ten",
        "in /backups/one",
        "Disk of",
        "Wagtail 8",
    ):
        assert text in page
    assert "Your code" not in page


def test_it_says_when_no_backup_was_made(operator, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert "No backup was made" in operator.get(PAGE).content.decode()
