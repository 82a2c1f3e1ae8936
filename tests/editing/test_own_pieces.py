"""The dashboard on one's own pieces, and on automatic changes."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Workflow

from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(person):
    """A draft of an author."""
    article = make_article("Low water", owner=person("Author"))
    article.unpublish()
    article.save_revision(user=person("Author"))
    return article


def panel(client, name):
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return page.select_one(f"#{name}-section")


def hand_in(article, author):
    article.refresh_from_db()
    return Workflow.objects.get(name="Editorial review").start(article, author)


def test_a_draft_is_not_handed_in(desk, draft):
    assert "Not handed in" in panel(desk("Author"), "my-drafts").text


def test_a_piece_in_review_says_where_it_is(desk, person, draft):
    hand_in(draft, person("Author"))
    drafts = panel(desk("Author"), "my-drafts").text
    assert "Handed in: Editor’s review" in drafts
    assert "Not handed in" not in drafts


def test_a_piece_sent_back_waits_with_its_comments_open(desk, person, draft):
    hand_in(draft, person("Author")).current_task_state.reject(user=person("Editor"), comment="Which coast?")
    waiting = panel(desk("Author"), "waiting-for-me")
    assert "Which coast?" in waiting.text
    assert waiting.select_one("li a")["href"].endswith("#comments")
    assert "Low water" not in panel(desk("Author"), "my-drafts").text


def test_a_scheduled_piece_is_no_draft_any_more(desk, draft):
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision().publish()
    assert "Low water" not in panel(desk("Author"), "my-drafts").text
    assert "Appears" in panel(desk("Author"), "scheduled-next").text


def test_what_will_disappear_is_announced_in_its_order(desk):
    make_article("Ends tomorrow", expire_at=timezone.now() + timedelta(days=1))
    make_article("Ends next week", expire_at=timezone.now() + timedelta(days=7))
    rows = [row.get_text(" ", strip=True) for row in panel(desk("Editor"), "scheduled-next").select("li")]
    assert [row.split(" Disappears")[0] for row in rows] == ["Ends tomorrow", "Ends next week"]


def test_the_desk_is_called_by_the_name_of_the_magazine(desk):
    assert "<title>Dashboard - Dimensions</title>" in desk("Author").get("/admin/").content.decode()
