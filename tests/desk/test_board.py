"""The table of pieces at the desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ArticlePage
from base.clock import today
from desk.models import Piece, PieceInvitation, Stage
from tests.desk.conftest import logged_in, mails_to, person
from tests.factories import make_section, make_trend


@pytest.fixture
def desk(editor):
    return logged_in(editor)


def many(count, author, editor):
    for number in range(count):
        made = Piece.objects.create(
            title=f"Piece {number}",
            owner=author,
            assignee=editor,
            section=make_section(),
            stage=list(Stage)[number % 6],
        )
        made.trends.add(make_trend())


def test_all_in_progress_stand_by_stage(desk, author):
    Piece.objects.create(title="Low water", stage=Stage.REVIEW, owner=author)
    Piece.objects.create(title="High water", stage=Stage.PITCH, owner=author)
    Piece.objects.create(title="Gone out", stage=Stage.PUBLISHED, owner=author)
    page = desk.get("/admin/pieces/").content.decode()
    assert page.index("High water") < page.index("Low water")
    assert "Gone out" not in page
    assert "Gone out" in desk.get("/admin/pieces/?stage=published").content.decode()


def test_it_costs_as_much_with_many_as_with_few(desk, author, editor):
    many(6, author, editor)
    desk.get("/admin/pieces/")
    with CaptureQueriesContext(connection) as few:
        desk.get("/admin/pieces/")
    many(60, author, editor)
    with CaptureQueriesContext(connection) as more:
        desk.get("/admin/pieces/")
    assert len(more) == len(few)


@pytest.mark.parametrize("name", ["section", "assignee", "trend"])
def test_it_is_filtered(desk, editor, name):
    section, trend = make_section("News"), make_trend("Tides")
    found = Piece.objects.create(title="Low water", section=section, assignee=editor)
    found.trends.add(trend)
    Piece.objects.create(title="High water")
    value = {"section": section.pk, "assignee": editor.pk, "trend": trend.pk}[name]
    page = desk.get(f"/admin/pieces/?{name}={value}").content.decode()
    assert "Low water" in page
    assert "High water" not in page
    assert "High water" in desk.get(f"/admin/pieces/?{name}=nonsense").content.decode()


@pytest.mark.parametrize(
    ("days", "stage", "is_late"),
    [(-1, Stage.WRITING, True), (0, Stage.WRITING, False), (-1, Stage.REVIEW, False), (-1, Stage.INVITED, True)],
)
def test_what_is_overdue_is_marked(desk, days, stage, is_late):
    Piece.objects.create(title="Low water", stage=stage, due_on=today() + timedelta(days=days))
    assert ("overdue" in desk.get("/admin/pieces/").content.decode()) is is_late


def test_an_editor_invites_somebody(desk):
    page = desk.post("/admin/pieces/invite/", {"email": "bo@home.example", "name": "Bo Lind"}, follow=True)
    assert "We have written to bo@home.example." in page.content.decode()
    piece = Piece.objects.get()
    assert (piece.title, piece.stage) == ("A piece by Bo Lind", Stage.INVITED)
    again = desk.get(f"/admin/pieces/{piece.pk}/invite/").content.decode()
    assert "bo@home.example" in again
    desk.post(f"/admin/pieces/{piece.pk}/invite/", {"email": "bo@home.example", "name": "Bo Lind"})
    assert PieceInvitation.objects.open().count() == 1
    assert len(mails_to("bo@home.example")) == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "bo", "name": "Bo"}, "Enter a valid email address."),
        ({"email": "bo@home.example", "name": ""}, "This field is required."),
        ({"email": "bo@home.example", "name": "Bo", "due_on": "2020-01-01"}, "This day is over"),
    ],
)
def test_a_wrong_invitation_is_refused_with_a_sentence(desk, fields, sentence):
    assert sentence in desk.post("/admin/pieces/invite/", fields).content.decode()
    assert not Piece.objects.exists()


def test_an_editor_plans_a_piece(desk, editor):
    piece = Piece.objects.create(title="Low water")
    fields = {"title": "High water", "assignee": editor.pk, "due_on": "2027-03-01", "planned_for": "2027-04-01"}
    desk.post(f"/admin/pieces/{piece.pk}/", fields)
    piece.refresh_from_db()
    assert (piece.title, piece.assignee, str(piece.planned_for)) == ("High water", editor, "2027-04-01")


def test_only_editors_have_the_menu_entry(desk):
    assert "/admin/pieces/" in desk.get("/admin/").content.decode()
    other = logged_in(person("Archivist"))
    assert "/admin/pieces/" not in other.get("/admin/").content.decode()


def test_what_is_written_at_the_desk_is_found_by_its_trends(desk, author):
    article = ArticlePage(title="Low water", slug="low", live=False, owner=author)
    make_section().add_child(instance=article)
    article.trends.add(make_trend("Tides"))
    article.save_revision()
    assert "Low water" in desk.get(f"/admin/pieces/?trend={make_trend('Tides').pk}").content.decode()
    assert "Low water" not in desk.get(f"/admin/pieces/?trend={make_trend('Boats').pk}").content.decode()


def test_a_draft_that_is_deleted_leaves_the_table(desk, author):
    article = ArticlePage(title="Low water", slug="low", live=False, owner=author)
    make_section().add_child(instance=article)
    assert "Low water" in desk.get("/admin/pieces/").content.decode()
    article.delete()
    assert "Low water" not in desk.get("/admin/pieces/").content.decode()
    assert Piece.objects.get().stage == Stage.WITHDRAWN
