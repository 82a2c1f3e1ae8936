"""The calendar of the desk: planned pieces, publications and gaps; and its subscription for other programs."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from base.clock import today
from desk.models import CalendarLink, Piece, Stage
from tests.desk.conftest import logged_in, person
from tests.factories import make_article

MONTH = "/admin/pieces/calendar/2031/3/"


@pytest.fixture
def desk(editor):
    return logged_in(editor)


def day(client, text, url=MONTH):
    """Return the content of a day."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return " ".join(page.select_one(f'.calendar time[datetime="{text}"]').parent.get_text(" ").split())


def planned(title="Low water", when="2031-03-12", **fields):
    return Piece.objects.create(title=title, planned_for=when, **{"stage": Stage.WRITING} | fields)


def scheduled(title, at):
    article = make_article(title)
    article.unpublish()
    article.go_live_at = at
    article.save_revision().publish()
    return article


def test_planned_days_stand_apart_from_days_of_publication(desk):
    planned()
    scheduled("High water", datetime(2031, 3, 12, 9, 30, tzinfo=UTC))
    said = day(desk, "2031-03-12")
    assert "Goes out 09:30 High water" in said
    assert "Being written Low water" in said


def test_what_is_public_stands_on_its_day(desk):
    make_article("Ebb", published_at=datetime(2024, 5, 2, 8, tzinfo=UTC))
    assert "Published 08:00 Ebb" in day(desk, "2024-05-02", "/admin/pieces/calendar/2024/5/")


def test_a_working_day_to_come_without_anything_says_so(desk):
    planned()
    assert "Nothing planned" in day(desk, "2031-03-13")
    assert "Nothing planned" not in day(desk, "2031-03-12")
    assert "Nothing planned" not in day(desk, "2031-03-15")  # a Saturday
    assert "Nothing planned" not in day(desk, "2024-05-02", "/admin/pieces/calendar/2024/5/")


def test_the_gaps_of_a_month_are_counted_in_its_head(desk):
    page = desk.get("/admin/pieces/calendar/2031/3/").content.decode()
    assert f"{page.count('>Nothing planned<')} working days without a piece" in page
    assert "working day" not in desk.get("/admin/pieces/calendar/2024/5/").content.decode()


def test_whatever_a_card_is_dragged_to_says_its_day(desk):
    page = desk.get("/admin/pieces/calendar/2031/3/").content.decode()
    assert 'data-day="2031-03-13"' in page
    assert 'aria-labelledby="without" data-day=""' in page


@pytest.mark.parametrize(
    ("typed", "kept", "leads_to"),
    [
        ("2031-04-01", "2031-04-01", "/admin/pieces/calendar/2031/4/"),
        ("", "None", "/admin/pieces/calendar/"),
        ("someday", "2031-03-12", "/admin/pieces/calendar/"),
        ("9999-12-31", "9999-12-31", "/admin/pieces/calendar/"),
    ],
)
def test_a_piece_is_moved_by_its_date(desk, typed, kept, leads_to):
    piece = planned()
    assert desk.post(f"/admin/pieces/{piece.pk}/plan/", {"planned_for": typed})["Location"] == leads_to
    piece.refresh_from_db()
    assert str(piece.planned_for) == kept


def test_what_has_no_day_is_listed_with_a_field_for_one(desk):
    piece = planned("Ebb", None)
    page = BeautifulSoup(desk.get("/admin/pieces/calendar/").content, "html.parser")
    section = page.select_one("section[aria-labelledby=without]")
    assert "Ebb" in section.text
    assert section.select_one(f'form[action="/admin/pieces/{piece.pk}/plan/"] input[name=planned_for]')


def test_what_is_scheduled_without_a_review_is_accepted_until_it_is_not(desk):
    article = make_article("High water")
    article.unpublish()
    piece = Piece.objects.create(title="High water", article=article, stage=Stage.WRITING)
    article.go_live_at = timezone.now() + timedelta(days=2)
    revision = article.save_revision()
    revision.publish()
    piece.refresh_from_db()
    assert piece.stage == Stage.ACCEPTED
    page = BeautifulSoup(desk.get("/admin/pieces/calendar/").content, "html.parser")
    assert "High water" not in page.select_one("section[aria-labelledby=without]").text

    logged_in(person("Managing editor")).post(f"/admin/pages/{article.pk}/revisions/{revision.pk}/unschedule/")
    piece.refresh_from_db()
    assert piece.stage in Stage.with_the_author()


@pytest.mark.parametrize("url", ["2031/13/", "2031/0/", "0/1/", "99999/1/", "9999/12/"])
def test_there_are_no_other_months(desk, url):
    assert desk.get(f"/admin/pieces/calendar/{url}").status_code == 404


def test_five_hundred_pieces_cost_as_many_queries_as_five(desk, author, editor):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert desk.get(MONTH).status_code == 200
        return len(asked)

    for number in range(5):
        planned(f"Piece {number}", owner=author, assignee=editor)
    few = queries()
    Piece.objects.bulk_create(
        Piece(title=f"More {number}", planned_for=f"2031-03-{number % 28 + 1:02}", stage=Stage.WRITING, owner=author)
        for number in range(500)
    )
    assert queries() == few


def test_a_private_address_gives_the_calendar_until_it_is_renewed(desk, editor):
    planned(when=today() + timedelta(days=3), assignee=editor)
    scheduled("High water", timezone.now() + timedelta(days=5))
    desk.post("/admin/pieces/calendar/link/")
    page = desk.get("/admin/pieces/calendar/").content.decode()
    [address] = re.findall(r"http://testserver(/personal/calendar/[\w-]+\.ics)", page)
    answer = Client().get(address)
    events = {str(event["SUMMARY"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert set(events) == {"Planned: Low water", "Goes out: High water"}
    assert events["Planned: Low water"]["DTSTART"].dt == today() + timedelta(days=3)
    assert "in charge" in events["Planned: Low water"]["DESCRIPTION"]
    assert answer["Cache-Control"] == "private, no-store"

    desk.post("/admin/pieces/calendar/link/")
    assert Client().get(address).status_code == 404
    newer = f"/personal/calendar/{CalendarLink.objects.get().key}.ics"
    assert Client().get(newer).status_code == 200
    desk.post("/admin/pieces/calendar/link/", {"end": "1"})
    assert Client().get(newer).status_code == 404


@pytest.mark.parametrize("change", ["role", "account"])
def test_the_address_ends_with_the_power_of_its_owner(editor, change):
    link = CalendarLink.renew(editor)
    if change == "role":
        editor.groups.clear()
    else:
        editor.is_active = False
        editor.save()
    assert Client().get(f"/personal/calendar/{link.key}.ics").status_code == 404


@pytest.mark.parametrize("role", ["Author", "Archivist", "Membership manager"])
def test_others_have_no_calendar(role):
    client, piece = logged_in(person(role)), planned()
    assert "Low water" not in client.get(MONTH, follow=True).content.decode()
    client.post(f"/admin/pieces/{piece.pk}/plan/", {"planned_for": "2031-05-01"})
    piece.refresh_from_db()
    assert str(piece.planned_for) == "2031-03-12"
