"""Values shared by all pages are computed once per generation, and never outlive it."""

import datetime as dt
import json
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test.utils import CaptureQueriesContext

from articles.models import SectionPage
from articles.pages.body_html import entry_html
from articles.templatetags import cards
from page_store.invalidation import record_change
from page_store.per_generation import once_per_generation
from page_store.policy.cacheability import expires_at, track_cacheability, vary_by_reader
from tests.factories import make_article, make_image, make_section
from tests.store.reader import Site, commit

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)


class Maker:
    """Counts its calls, and declares the cacheability during them."""

    def __init__(self, says=int) -> None:
        self.says, self.times = says, 0

    def __call__(self) -> int:
        self.says()
        self.times += 1
        return self.times


def change() -> None:
    record_change()
    commit()


@pytest.mark.usefixtures("site")
def test_it_is_made_once_until_something_changes():
    maker = Maker()
    assert [once_per_generation(HttpRequest(), "it", maker) for _ in range(3)] == [1, 1, 1]
    change()
    assert once_per_generation(HttpRequest(), "it", maker) == 2


@pytest.mark.usefixtures("site")
def test_it_is_not_shared_while_a_change_is_being_made():
    once_per_generation(HttpRequest(), "it", maker := Maker())
    make_section("Not saved for good yet")
    request = HttpRequest()
    assert [once_per_generation(request, "it", maker) for _ in range(2)] == [2, 2]
    assert once_per_generation(HttpRequest(), "it", maker) == 3


@pytest.mark.usefixtures("site")
def test_what_was_said_is_said_on_each_page_that_shows_it(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    maker = Maker(lambda: expires_at(NOW + dt.timedelta(hours=1)))
    for _ in range(2):
        with track_cacheability() as watched:
            assert once_per_generation(HttpRequest(), "it", maker) == 1
        assert watched.expires_at == NOW + dt.timedelta(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + dt.timedelta(hours=2))
    assert once_per_generation(HttpRequest(), "it", maker) == 2


@pytest.mark.usefixtures("site")
def test_what_one_reader_sees_is_never_shared():
    maker = Maker(vary_by_reader)
    with track_cacheability() as watched:
        assert [once_per_generation(HttpRequest(), "it", maker) for _ in range(2)] == [1, 2]
    assert watched.varies_by_reader


@pytest.mark.usefixtures("site")
def test_names_that_readers_invent_fill_no_memory(monkeypatch):
    monkeypatch.setattr("page_store.per_generation.MOST_VALUES", 3)
    maker = Maker()
    assert [once_per_generation(HttpRequest(), number, maker) for number in range(5)] == [1, 2, 3, 4, 5]
    assert [once_per_generation(HttpRequest(), number, maker) for number in (0, 1, 4)] == [1, 2, 6]


def test_menus_follow_what_editors_do_to_them(site: Site):
    make_section("Features")
    commit()
    assert "Features" in site.get("/trends/").text
    section = SectionPage.objects.get()
    section.title = "Long reads"
    section.save_revision().publish()
    commit()
    assert "Long reads" in site.get("/trends/").text
    assert "Features" not in site.get("/contributors/").text


def test_a_card_that_says_the_same_is_not_rendered_again(site: Site):
    make_article("Lighthouse", lead_image=make_image())
    for _ in range(2):  # the first request makes the rendition
        change()
        site.get("/features/")
    change()
    before = cards._remembered.cache_info()
    assert "Lighthouse" in site.get("/features/").text
    after = cards._remembered.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1)


def test_a_second_page_of_a_generation_asks_for_no_menu(site: Site):
    make_article("Lighthouse")
    commit()
    site.get("/features/")
    with CaptureQueriesContext(connection) as queries:
        site.get("/contributors/")
    assert not [query for query in queries if "wagtailcore_site" in query["sql"]]


def test_a_card_shows_the_picture_as_it_is_now(site: Site):
    image = make_image()
    make_article("Lighthouse", lead_image=image)
    commit()
    for _ in range(2):
        site.get("/features/")
        change()
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 9, 9, 4, 4
    image.save()
    commit()
    site.get("/features/")
    change()
    assert site.get("/features/").text == site.fresh("/features/").text


def test_a_list_of_the_api_is_counted_once_until_something_changes(site: Site):
    make_article("Lighthouse")
    commit()
    counts, counted = [], []
    for path in ("/api/v3/articles/", "/api/v3/articles/?limit=5", "/api/v3/articles/?kind=event"):
        with CaptureQueriesContext(connection) as queries:
            counts.append(json.loads(site.get(path).body)["count"])
        counted.append(any("COUNT(" in query["sql"] for query in queries))
    assert counts == [1, 1, 0]
    assert counted == [True, False, True]
    make_article("Harbour")
    commit()
    assert json.loads(site.get("/api/v3/articles/").body)["count"] == 2


def test_an_entry_of_a_feed_is_rendered_once_for_all_formats_and_lists(site: Site):
    article = make_article("Tides", text="<p>High and low.</p>")
    commit()
    with patch("articles.feeds.entries.entry_html", wraps=entry_html) as rendering:
        for folder in ("/feeds/", "/feeds/sections/features/", "/feeds/kinds/analysis/"):
            for name in ("rss.xml", "atom.xml", "feed.json"):
                assert "High and low." in site.get(folder + name).text
        assert rendering.call_count == 1
        article.body = [("text", "<p>Neap and spring.</p>")]
        article.save_revision().publish()
        commit()
        assert "Neap and spring." in site.get("/feeds/atom.xml").text
