"""The dashboard: waiting pieces, late ones, those due out this week, and new arrivals."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticlePage
from base.clock import today
from desk.models import Piece, Stage
from tests.desk.conftest import logged_in, person
from tests.factories import DAY, make_article, make_section

HOME = "wagtailadmin_home"


def look(user) -> dict[str, str]:
    """Return the text of each panel."""
    page = BeautifulSoup(logged_in(user).get(reverse(HOME)).content, "html.parser")
    panels = page.select(".w-panel--dashboard")
    return {str(panel["id"]).removesuffix("-section"): panel.get_text(" ", strip=True) for panel in panels}


def make_scheduled(title: str, *, days: float) -> ArticlePage:
    article = make_article(title)
    article.unpublish()
    article.go_live_at = timezone.now() + timedelta(days=days)
    article.save_revision().publish()
    return article


def test_an_editor_sees_all_of_it_in_one_look(editor, author):
    Piece.objects.create(title="Overdue", owner=author, due_on=today() - 2 * DAY, stage=Stage.WRITING)
    Piece.objects.create(title="Missed", owner=author, planned_for=today() - DAY, stage=Stage.REVIEW)
    Piece.objects.create(title="Late but accepted", planned_for=today() - DAY, stage=Stage.ACCEPTED)
    Piece.objects.create(title="Soon", planned_for=today() + 3 * DAY, stage=Stage.REVISION)
    Piece.objects.create(title="Far", planned_for=today() + 30 * DAY, stage=Stage.WRITING)
    Piece.objects.create(title="An idea", owner=author, stage=Stage.PITCH)
    Piece.objects.create(title="Handed in", owner=author, assignee=editor, stage=Stage.REVIEW)
    Piece.objects.create(title="Old", stage=Stage.REVIEW, stage_since=timezone.now() - 30 * DAY)
    make_scheduled("At nine", days=1)
    make_scheduled("In a month", days=30)

    seen = look(editor)
    assert "Overdue 2 days · Being written · Ana Duarte" in seen["late"]
    assert "Missed 1 day · With the editors" in seen["late"]
    assert "accepted" not in seen["late"]
    assert seen["this-week"].index("At nine") < seen["this-week"].index("Soon")
    assert "Far" not in seen["this-week"]
    assert "In a month" not in seen["this-week"]
    assert "An idea" in seen["came-in"]
    assert "in charge: Edda Lindqvist" in seen["came-in"]
    assert "Old" not in seen["came-in"]


def test_the_panels_say_so_when_there_is_nothing(editor):
    seen = look(editor)
    assert "Nothing is late." in seen["late"]
    assert "Nothing goes out within seven days." in seen["this-week"]
    assert "Nothing came in within a week" in seen["came-in"]


def test_an_author_of_the_desk_sees_what_is_theirs(author):
    ana = person("Author", email="desk-author@home.example")
    Piece.objects.create(title="Mine", owner=ana, due_on=today() - DAY, stage=Stage.WRITING)
    Piece.objects.create(title="Not mine", owner=author, due_on=today() - DAY, stage=Stage.WRITING)
    make_scheduled("Of others", days=1)

    seen = look(ana)
    assert "Mine" in seen["late"]
    assert "Not mine" not in str(seen)
    assert "Of others" not in str(seen)
    assert "came-in" not in seen


@pytest.mark.parametrize("role", ["Archivist", "Membership manager", "Author"])
def test_who_has_nothing_to_do_with_pieces_sees_no_panel_of_them(role):
    assert not {"late", "this-week", "came-in"} & look(person(role)).keys()


def test_more_than_seven_are_counted(editor):
    for number in range(9):
        Piece.objects.create(title=f"Idea {number}", stage=Stage.PITCH)
    assert "2 more: see all" in look(editor)["came-in"]


@pytest.mark.parametrize("role", ["Editor", "Managing editor", "Author"])
def test_a_busy_day_costs_no_more_than_a_quiet_one(role):
    user, section = person(role), make_section()

    def make(numbers):
        for number in numbers:
            draft = ArticlePage(title=f"Draft {role} {number}", owner=user, live=False)
            section.add_child(instance=draft)
            draft.save_revision(user=user)
            if number % 2:
                draft.get_workflow().start(draft, user)
            make_scheduled(f"Scheduled {number}", days=1 + number)
            make_article(f"Public {number}")
            for stage in (Stage.PITCH, Stage.REVIEW, Stage.WRITING):
                days = {"due_on": today() - DAY, "planned_for": today() + DAY}
                Piece.objects.create(title="Piece", owner=user, assignee=user, stage=stage, **days)

    def cost() -> int:
        client = logged_in(user)
        client.get(reverse(HOME))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(HOME))
        return len(captured)

    make(range(2))
    few = cost()
    make(range(2, 7))
    assert cost() <= few
