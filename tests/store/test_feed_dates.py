"""Last-Modified of feeds: since when the content has been the same; a client that knows it gets 304."""

import time
from email.utils import parsedate_to_datetime

import pytest
from django.db import DatabaseError

from page_store import middleware
from page_store.models import ContentDate
from page_store.storage import last_modified
from tests.factories import make_article, make_section
from tests.store.reader import Site, commit

FEEDS = ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json", "/feeds/sections/features/rss.xml"]


class Clock:
    """Stands in for the module `time`; sleeping moves it on."""

    def __init__(self, now: float) -> None:
        self.now = now

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert 0 < seconds <= 1
        self.now += seconds


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock(1_780_000_000.25)
    monkeypatch.setattr(last_modified, "time", clock)
    return clock


def seconds(answer) -> float:
    return parsedate_to_datetime(answer.headers["Last-Modified"]).timestamp()


def rename(article, title: str) -> None:
    article.title = title
    article.save_revision().publish()
    commit()


@pytest.mark.parametrize("path", FEEDS)
def test_the_date_is_that_of_the_first_answer_and_kept_while_the_content_is(site: Site, clock, path):
    make_article("A tide table")
    commit()
    first = site.get(path)
    assert seconds(first) == 1_780_000_000
    clock.now += 3600
    make_section("Elsewhere")
    commit()
    later = site.get(path)
    assert later.rendered
    assert later.headers == first.headers


def test_any_change_of_the_content_is_a_new_date_in_the_past(site: Site, clock):
    article = make_article("A tide tabel")
    commit()
    first = site.get("/feeds/rss.xml")
    clock.now += 3600
    rename(article, "A tide table")  # of the same length, and no news
    later = site.get("/feeds/rss.xml")
    assert seconds(later) == seconds(first) + 3600 <= clock.now
    assert later.headers["ETag"] != first.headers["ETag"]
    assert site.get("/feeds/rss.xml", if_modified_since=first.headers["Last-Modified"]).status == 200


def test_two_contents_within_one_second_have_two_dates_and_none_is_in_the_future(site: Site, clock):
    article = make_article("A")
    commit()
    seen = set()
    for title in "BCD":
        rename(article, title)
        answer = site.get("/feeds/atom.xml")
        assert seconds(answer) <= clock.now
        seen.add((answer.headers["Last-Modified"], answer.headers["ETag"]))
    assert len({date for date, _ in seen}) == len({tag for _, tag in seen}) == 3


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_client_that_knows_the_date_gets_nothing_again(site: Site, path, method):
    make_article()
    commit()
    for _is_warm in (False, True):
        date = site.get(path).headers["Last-Modified"]
        again = site.get(path, method=method, if_modified_since=date)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["Last-Modified"] == date
        assert "Content-Length" not in again.headers


@pytest.mark.parametrize("date", ["", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "Sun, 99 Foo 2026 00:00:00 GMT"])
def test_another_date_is_another_content(site: Site, date):
    site.get("/feeds/rss.xml")
    assert site.get("/feeds/rss.xml", if_modified_since=date).status == 200


def test_a_tag_counts_more_than_a_date(site: Site):
    date, tag = (site.get("/feeds/rss.xml").headers[name] for name in ("Last-Modified", "ETag"))
    assert site.get("/feeds/rss.xml", if_modified_since=date, if_none_match='"1-1"').status == 200
    assert site.get("/feeds/rss.xml", if_modified_since="yesterday", if_none_match=tag).status == 304


def test_pages_for_people_have_no_date(site: Site):
    for path in ("/", "/feeds/", "/sitemap.xml", "/feeds/all.opml"):
        assert "Last-Modified" not in site.get(path).headers
        soon = "Fri, 01 Jan 2100 00:00:00 GMT"
        assert site.get(path, if_modified_since=soon).status == 200


def test_servers_of_one_magazine_say_the_same(site: Site, clock, settings, tmp_path):
    make_article()
    commit()
    first = site.get("/feeds/rss.xml")
    clock.now += 60
    settings.PAGE_STORE_ROOT = tmp_path / "another machine"
    commit()
    second = Site().get("/feeds/rss.xml")
    assert second.rendered
    assert second.headers == first.headers


def test_what_was_overtaken_while_it_was_rendered_sets_no_date(site: Site, monkeypatch):
    article = make_article("Before")
    commit()
    is_cacheable, once = middleware.is_cacheable, iter([True])

    def change_meanwhile(*arguments):
        if next(once, False):
            rename(article, "Afterwards")
        return is_cacheable(*arguments)

    monkeypatch.setattr(middleware, "is_cacheable", change_meanwhile)
    site.get("/feeds/rss.xml")
    assert not ContentDate.objects.exists()


def test_a_database_that_refuses_costs_the_date_alone(site: Site, monkeypatch):
    def refuse(*_arguments):
        raise DatabaseError("read only")

    monkeypatch.setattr(middleware, "last_modified", refuse)
    answer = site.get("/feeds/rss.xml")
    assert answer.status == 200
    assert "Last-Modified" not in answer.headers


def test_the_clock_is_the_true_one(site: Site):
    make_article()
    commit()
    began = int(time.time())
    assert began <= seconds(site.get("/feeds/rss.xml")) <= time.time()
