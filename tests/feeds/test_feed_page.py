"""Somebody who opens a feed in a browser comes to a page about it; programs get the file."""

import datetime as dt

import pytest

from tests.factories import make_archive, make_article, make_contributor, make_issue, make_site, make_trend
from tests.store.conftest import store
from tests.store.reader import Site, commit

__all__ = ["store"]

pytestmark = pytest.mark.django_db
FOLDERS = [
    *("/feeds/", "/feeds/sections/features/", "/feeds/trends/play/", "/feeds/kinds/analysis/", "/feeds/2024/05/"),
    *("/feeds/contributors/ana-duarte/", "/feeds/any/kinds.analysis,trends.play/", "/corrections/", "/feeds/issues/"),
]
NAMES = ["rss.xml", "atom.xml", "feed.json"]
OPENED = {"sec_fetch_dest": "document"}


@pytest.fixture(autouse=True)
def _magazine():
    make_site()
    make_archive()
    make_issue("Issue")
    make_article(
        "A <b>tide</b> table", trends=[make_trend("Play")], authors=[make_contributor("Ana Duarte")],
        published_at=dt.datetime(2024, 5, 17, 12, tzinfo=dt.UTC),
    )  # fmt: skip


def opened(client, path):
    return client.get(path, headers={"sec-fetch-dest": "document", "sec-fetch-mode": "navigate"})


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_browser_is_led_to_a_page_with_all_addresses_and_what_is_in_it(client, folder):
    for name in NAMES:
        answer = opened(client, folder + name)
        assert (answer.status_code, answer["Vary"], answer["Cache-Control"]) == (302, "Sec-Fetch-Dest", "no-store")
    page = client.get(answer["Location"])
    text = page.content.decode()
    for name in NAMES:
        assert f"<code>http://testserver{folder}{name}</code>" in text
        assert client.get(f"{folder}{name}?source").status_code == 200
    if folder not in ("/corrections/", "/feeds/issues/"):
        assert "A &lt;b&gt;tide&lt;/b&gt; table" in text
        assert "17 May 2024" in text
    assert 'content="noindex' in text


@pytest.mark.parametrize(
    "headers", [{}, {"sec-fetch-dest": "empty"}, {"accept": "text/html"}, {"sec-fetch-dest": "image"}]
)
def test_programs_get_the_file(client, headers):
    assert client.get("/feeds/rss.xml", headers=headers)["Content-Type"].startswith("application/rss+xml")


def test_whoever_asks_for_the_source_gets_the_file(client):
    assert opened(client, "/feeds/rss.xml?source")["Content-Type"].startswith("application/rss+xml")


@pytest.mark.parametrize(
    "of", ["", "/", "feeds/", "/features/", "//evil.example/", "/personal/feed/x/", "/feeds/page/?of=", "/admin/"]
)
def test_what_is_no_feed_has_no_page(client, of):
    assert client.get("/feeds/page/", {"of": of}).status_code == 404


def test_the_page_of_a_renamed_list_is_followed(client):
    trend = make_trend("Play")
    trend.slug = "games"
    trend.save()
    answer = client.get("/feeds/page/?of=/feeds/trends/play/")
    assert answer["Location"] == "/feeds/page/?of=/feeds/trends/games/"
    assert client.get("/feeds/page/?of=/feeds/any/trends.play,kinds.analysis/", follow=True).status_code == 200


def test_a_stored_feed_leads_a_browser_there_and_a_program_to_the_file(store):
    commit()
    site = Site()
    for _is_warm in (False, True):
        assert site.get("/feeds/rss.xml").status == 200
        assert site.get("/feeds/rss.xml", **OPENED).status == 302
    assert not site.get("/feeds/rss.xml").rendered
    assert site.get("/feeds/rss.xml?source", **OPENED).status == 200
    assert site.get("/", **OPENED).status == 200
    assert not site.get("/", **OPENED).rendered


def test_a_gated_piece_shows_its_title_alone(client):
    make_article("For members", access="members", body=[("text", "<p>Zzcanary</p>")])
    page = client.get("/feeds/page/?of=/feeds/").content.decode()
    assert "For members" in page
    assert "Zzcanary" not in page
