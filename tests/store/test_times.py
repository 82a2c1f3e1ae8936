"""Changes that happen by themselves appear on stored pages on time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from page_store import middleware
from page_store.follower import Follower, Popularity
from tests.factories import make_article, make_institution, make_issue, make_membership
from tests.store.reader import Site, commit

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock(monkeypatch):
    """A clock set by the test; the follower checks it on each call, as it does continuously."""

    class Clock:
        now = NOON

        def advance(self, site: Site, step: timedelta) -> None:
            self.now += step
            Follower(Popularity(), site.front).follow()
            commit()
            Follower(Popularity(), site.front).follow()

    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


def make_event(ends_at: datetime):
    return make_article("Night of the tides", kind="event", event_starts_at=ends_at - HOUR, event_ends_at=ends_at)


def test_an_event_leaves_the_events_to_come_when_it_is_over(clock, site: Site):
    event = make_event(NOON + HOUR)
    commit()
    pages = ["/", event.url, "/kinds/events/"]
    before = [site.get(path).body for path in pages]

    clock.advance(site, HOUR / 2)
    assert [site.get(path).rendered for path in pages] == [False] * 3

    clock.advance(site, HOUR)
    for path in pages:
        assert site.get(path).body == site.fresh(path).body
    assert site.get("/").body != before[0]


def test_a_call_disappears_after_its_last_day(clock, site: Site):
    call = {
        "title": "Answer the consultation",
        "text": "<p>Two questions.</p>",
        "label": "Answer now",
        "url": "https://consultation.example/",
        "expires": date(2026, 6, 15),
    }
    article = make_article(body=[("action", call)])
    commit()
    assert "Answer now" in site.get(article.url).text

    clock.advance(site, timedelta(hours=11, minutes=59))
    assert "Answer now" in site.get(article.url).text
    clock.advance(site, timedelta(minutes=1))
    assert "Answer now" not in site.get(article.url).text


def test_an_institution_is_a_member_until_its_last_day(clock, site: Site):
    place = make_institution("Tidal Museum")
    make_membership(place, ends_on=date(2026, 6, 15), grace_days=0)
    commit()
    before = site.get("/institutions/").text

    clock.advance(site, timedelta(hours=12))

    assert site.get("/institutions/").text == site.fresh("/institutions/").text != before


def test_a_piece_is_no_longer_marked_when_its_gate_opens(clock, site: Site):
    article = make_article("For a while", access="members", gated_until=NOON + HOUR)
    commit()
    before = site.get("/").text

    clock.advance(site, HOUR)

    assert site.get("/").text == site.fresh("/").text != before
    site.get(article.url)
    assert not site.get(article.url).rendered


def test_the_issues_of_the_season_follow_the_calendar(clock, site: Site):
    for months, year in ((3, 2001), (4, 2002)):
        make_issue(months=months, year=year)
    commit()
    before = site.get("/").text

    clock.advance(site, timedelta(days=16))

    assert site.get("/").text == site.fresh("/").text != before


def test_a_page_that_is_rendered_over_its_moment_is_not_kept(clock, site: Site, store, monkeypatch):
    event = make_event(NOON + HOUR)
    commit()
    decide = middleware.is_cacheable

    def late(*arguments):
        clock.now = NOON + HOUR
        return decide(*arguments)

    monkeypatch.setattr(middleware, "is_cacheable", late)
    assert site.get(event.url).status == 200
    assert not list(store.rglob("*.html"))
