"""The buttons of a piece in review: labels and effects."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Comment, Workflow

from tests.factories import make_article

pytestmark = pytest.mark.django_db

APPEARS = timezone.now().replace(month=11, day=28, hour=9, minute=0) + timedelta(days=365)


@pytest.fixture
def in_review(person):
    def make(**fields):
        article = make_article("Low water", owner=person("Author"))
        article.unpublish()
        for name, value in fields.items():
            setattr(article, name, value)
        article.save_revision(user=person("Author"))
        article.refresh_from_db()
        return article, Workflow.objects.get(name="Editorial review").start(article, person("Author"))

    return make


def buttons(client, article):
    page = BeautifulSoup(client.get(f"/admin/pages/{article.pk}/edit/").content, "html.parser")
    menu = page.select_one("footer [aria-label='Actions'], footer nav")
    found = menu.find_all(["button", "a"]) + BeautifulSoup(str(menu.template or ""), "html.parser").find_all("button")
    return list(dict.fromkeys(" ".join(button.get_text().split()) for button in found))


def last_step(state, editor):
    state.current_task_state.specific.approve(user=editor)


def test_the_first_step_approves_and_publishes_nothing(desk, in_review):
    article, _ = in_review()
    shown = buttons(desk("Editor"), article)
    assert "Approve" in shown
    assert not [label for label in shown if "ublish" in label or "workflow" in label]


def test_the_last_step_says_that_it_publishes(desk, person, in_review):
    article, state = in_review()
    last_step(state, person("Editor"))
    shown = buttons(desk("Managing editor"), article)
    assert "Approve and publish" in shown
    assert "Approve and publish …, with a comment" in shown
    assert "Publish" not in shown


def test_the_last_step_says_when_it_publishes(desk, person, in_review):
    article, state = in_review(go_live_at=APPEARS)
    last_step(state, person("Editor"))
    shown = buttons(desk("Managing editor"), article)
    assert "Approve and schedule for 28 Nov, 09:00" in shown
    assert "Schedule to publish" not in shown


def test_open_comments_are_counted_before_approval(desk, person, in_review):
    article, _ = in_review()
    Comment.objects.create(page=article, user=person("Editor"), text="Which coast?", contentpath="title")
    Comment.objects.create(
        page=article, user=person("Editor"), text="Done", contentpath="deck", resolved_at=timezone.now()
    )
    assert "Approve (1 comment open)" in buttons(desk("Editor"), article)


def test_out_of_review_an_editor_publishes_as_ever(desk, person):
    article = make_article("High water", owner=person("Author"))
    assert "Publish" in buttons(desk("Managing editor"), article)
