"""Events in calendars: one as a file, all to subscribe to, with changes and cancellations."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar

from articles.models import ArticlePage, Kind
from tests.factories import DAY, make_article
from tests.feeds.reading import json_feed

pytestmark = pytest.mark.django_db
ALL = "/events.ics"
# The clocks of Lisbon are an hour ahead of UTC in June.
START = dt.datetime(2027, 6, 12, 9, 30, tzinfo=dt.UTC)


def make_event(title: str = "Night at the museum", **fields) -> ArticlePage:
    """A published event in Lisbon."""
    given: dict[str, Any] = {
        "kind": Kind.EVENT,
        "event_starts_at": START,
        "event_ends_at": START + dt.timedelta(hours=2),
        "event_time_zone": "Europe/Lisbon",
        "event_venue": "Hall 1; Lisbon, Portugal",
    } | fields
    article = make_article(title, **given)
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def events(client, path: str = ALL):
    """The events of a calendar, which keeps to the format."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(map(len, answer.content.split(b"\r\n"))) <= 75
    found = Calendar.from_ical(answer.content)
    assert not found.errors
    return found.events


def test_one_event_says_when_where_and_what(client):
    article = make_event()
    (event,) = events(client, f"/articles/{article.public_id}/event.ics")
    assert event["UID"] == str(article.public_id)
    assert event["SUMMARY"] == "Night at the museum"
    assert event["LOCATION"] == "Hall 1; Lisbon, Portugal"
    assert event["URL"] == f"http://testserver{article.url}"
    assert event.start == START
    assert event.end == START + dt.timedelta(hours=2)
    assert event["DTSTART"].to_ical() == b"20270612T093000Z"


@pytest.mark.parametrize("zone", ["Pacific/Apia", "America/New_York", "UTC"])
def test_the_moment_is_the_same_in_every_zone(client, zone):
    article = make_event(event_time_zone=zone)
    (event,) = events(client, f"/articles/{article.public_id}/event.ics")
    assert event.start == START


@pytest.mark.parametrize("title", ["Tides; moons, and\nstars", "موسيقى الليل 🎻", "x" * 250, "BEGIN:VEVENT"])
def test_hostile_titles_arrive(client, title):
    make_event(title)
    (event,) = events(client)
    assert event["SUMMARY"] == title


def test_all_of_a_year_and_to_come_are_in_what_is_subscribed_to(client):
    make_event("To come")
    now = timezone.now()
    make_event("Last year", event_starts_at=now - 300 * DAY, event_ends_at=now - 299 * DAY)
    make_event("Long ago", event_starts_at=now - 800 * DAY, event_ends_at=now - 799 * DAY)
    make_article("No event")
    assert {str(event["SUMMARY"]) for event in events(client)} == {"To come", "Last year"}


def test_a_change_has_the_same_uid_and_a_higher_sequence(client):
    article = make_event()
    (before,) = events(client)
    ArticlePage.objects.update(first_published_at=timezone.now() - DAY)
    article = ArticlePage.objects.get(pk=article.pk)
    article.event_starts_at = START + DAY
    article.event_ends_at = START + 2 * DAY
    article.slug = "another"
    article.save_revision().publish()
    (after,) = events(client)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.start == START + DAY


def test_what_is_withdrawn_is_cancelled_for_a_time_without_its_title(client):
    article = make_event()
    (before,) = events(client)
    article.unpublish()
    (gone,) = events(client)
    assert gone["STATUS"] == "CANCELLED"
    assert gone["UID"] == before["UID"]
    assert gone["SEQUENCE"] > before["SEQUENCE"]
    assert gone.start == START
    assert "Night" not in gone.to_ical().decode()
    assert client.get(f"/articles/{article.public_id}/event.ics").status_code == 404
    with pytest.MonkeyPatch.context() as patch:
        later = timezone.now() + 91 * DAY
        patch.setattr(timezone, "now", lambda: later)
        assert events(client) == []


def test_a_draft_is_in_no_calendar(client):
    article = make_event()
    ArticlePage.objects.filter(pk=article.pk).update(live=False, first_published_at=None)
    assert events(client) == []


def test_it_does_not_change_by_itself(client):
    make_event()
    first = client.get(ALL)
    assert client.get(ALL, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304


def test_pages_and_feeds_lead_to_it(client):
    article = make_event()
    path = f"/articles/{article.public_id}/event.ics"
    assert path in client.get(article.url).content.decode()
    assert f"http://testserver{path}" in json_feed(client, "/feeds/feed.json")["items"][0]["content_html"]
    index = client.get("/feeds/").content.decode()
    assert 'href="webcal://testserver/events.ics"' in index
