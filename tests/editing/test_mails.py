"""Mails to authors and editors during a review."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import Workflow

from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

TITLE = "Tide & <time>: “Low water”"
NEVER = ("reject", "moderation", "workflow", "None", "&amp;", "&lt;")


@pytest.fixture(autouse=True)
def _address(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://magazine.example"


@pytest.fixture
def draft(person):
    article = make_article(TITLE, owner=person("Author"), slug="tide")
    article.unpublish()
    article.save_revision(user=person("Author"))
    article.refresh_from_db()
    return article


@pytest.fixture
def hand_in(person, draft, django_capture_on_commit_callbacks):
    def start():
        with django_capture_on_commit_callbacks(execute=True):
            return Workflow.objects.get(name="Editorial review").start(draft, person("Author"))

    return start


def mails_to(user):
    found = [message for message in mail.outbox if message.to == [user.email]]
    for message in found:
        words = re.sub(r"https://\S+", "", message.subject + message.body)
        assert not [word for word in NEVER if word in words]
    return found


def approve(state, *people):
    for editor in people:
        state.refresh_from_db()
        state.current_task_state.specific.approve(user=editor)


def test_editors_are_told_what_waits_and_where(person, draft, hand_in):
    editor = person("Editor")
    hand_in()
    [message] = mails_to(editor)
    assert message.subject == f"To review: “{TITLE}”"
    assert f"https://magazine.example/admin/pages/{draft.pk}/edit/" in message.body
    assert f"/admin/pages/workflow/preview/{draft.pk}/" in message.body
    assert not mails_to(person("Author"))


def test_nobody_hears_of_it_twice(person, hand_in):
    superuser = make_user("root@tidal.example", is_superuser=True)
    hand_in()
    assert not mails_to(superuser)


def test_an_author_reads_what_an_editor_asks_for(person, draft, hand_in):
    hand_in().current_task_state.specific.reject(user=person("Editor"), comment="Which coast & <when>?")
    [message] = mails_to(person("Author"))
    assert message.subject == f"Please go over “{TITLE}” once more"
    assert "Which coast & <when>?" in message.body
    assert f"https://magazine.example/admin/pages/{draft.pk}/edit/#comments" in message.body


def test_an_author_gets_the_address_of_a_published_piece(person, draft, hand_in):
    approve(hand_in(), person("Editor"), person("Managing editor"))
    [message] = mails_to(person("Author"))
    draft.refresh_from_db()
    assert message.subject == f"“{TITLE}” is published"
    assert draft.full_url in message.body


def test_an_author_gets_the_date_of_a_scheduled_piece_and_no_address_that_is_not_there_yet(person, draft, hand_in):
    draft.go_live_at = datetime(timezone.now().year + 1, 11, 28, 9, tzinfo=UTC)
    draft.save_revision(user=person("Author"))
    approve(hand_in(), person("Editor"), person("Managing editor"))
    [message] = mails_to(person("Author"))
    assert message.subject == f"“{TITLE}” will be published on {draft.go_live_at:%d %B %Y}"
    assert "09:00" in message.body
    assert draft.full_url not in message.body
    assert f"/admin/pages/{draft.pk}/view_draft/" in message.body


def test_a_piece_scheduled_for_the_past_is_published(person, draft, hand_in):
    draft.go_live_at = timezone.now() - timedelta(hours=1)
    draft.save_revision(user=person("Author"))
    approve(hand_in(), person("Editor"), person("Managing editor"))
    assert [message.subject for message in mails_to(person("Author"))] == [f"“{TITLE}” is published"]
