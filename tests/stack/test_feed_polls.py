"""Polls of feeds: the same responses from the application, behind nginx and behind Caddy, cold and warm."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.factories import make_article, make_site
from tests.requirements import skip_without
from tests.stack.caddy import NO_CADDY, caddy, find_caddy
from tests.stack.nginx import NO_NGINX, find_nginx, nginx
from tests.stack.test_page_store import Answer, ask
from tests.store.reader import commit

FEEDS = ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json", "/feeds/sections/features/2026/05/atom.xml"]
CODINGS = ["identity", "gzip"]
# Variants of entity tags from clients and proxies; the last is a list.
MANGLED = ["{}", "W/{}", "{bare}", '"{bare}-gzip"', '"{bare};gzip"', 'W/"{bare}-br"', '"1-1", {}']
OF_THE_FEED = ("etag", "last-modified", "cache-control", "vary", "access-control-allow-origin", "link")


@contextmanager
def behind(server: str, application: str, folder: Path) -> Iterator[str]:
    """Yield the URL of a web server in front of the application."""
    servers: dict[str, Any] = {"nginx": (find_nginx, nginx, NO_NGINX), "caddy": (find_caddy, caddy, NO_CADDY)}
    find, run, missing = servers[server]
    program = find()
    if program is None:
        skip_without(missing)
    (folder / server).mkdir()
    with run(program, application=application, data=folder, folder=folder / server) as url:
        yield url


@pytest.fixture(params=["application", "nginx", "caddy"])
def front(request: pytest.FixtureRequest, application: str, tmp_path: Path) -> Iterator[str]:
    """The URL of the application itself, or of a web server in front of it."""
    make_site()
    for day in range(1, 4):
        noon = dt.datetime(2026, 5, day, 12, tzinfo=dt.UTC)
        make_article(f"Piece {day}", deck="It says what it says. " * 9, published_at=noon)
    commit()
    if request.param == "application":
        yield application
        return
    with behind(request.param, application, tmp_path) as url:
        yield url


def poll(front: str, path: str, **headers: str) -> Answer:
    """Send a request with the host of the site."""
    return ask(front, path, Host=urlsplit(front).netloc, **headers)


@pytest.mark.parametrize("path", FEEDS)
def test_the_first_answer_and_the_stored_one_are_alike(front: str, path: str):
    cold, warm = (poll(front, path, Accept_Encoding="gzip") for _ in range(2))
    assert cold.status == 200
    assert cold.body == warm.body
    told = [{name: answer.headers.get(name) for name in OF_THE_FEED} for answer in (cold, warm)]
    assert told[0] == told[1]
    assert cold.headers["etag"].startswith('"')
    assert cold.headers["last-modified"].endswith("GMT")


@pytest.mark.parametrize("path", FEEDS)
def test_a_tag_gets_304_however_it_was_mangled_and_whatever_its_coding(front: str, path: str):
    tags = [poll(front, path, Accept_Encoding=coding).headers["etag"] for coding in CODINGS]
    assert len(set(tags)) == 2
    for tag, form in product(tags, MANGLED):
        condition = form.format(tag, bare=tag.strip('"'))
        for coding in CODINGS:
            again = poll(front, path, Accept_Encoding=coding, If_None_Match=condition)
            assert (again.status, again.body) == (304, b""), (condition, coding)
            assert again.headers["etag"] in tags
            assert again.headers.get("content-length", "0") == "0"  # the test server adds it
            assert again.headers["access-control-allow-origin"] == "*"
            assert again.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", FEEDS)
def test_a_date_gets_304_and_an_earlier_one_does_not(front: str, path: str):
    date = poll(front, path).headers["last-modified"]
    for coding in CODINGS:
        again = poll(front, path, Accept_Encoding=coding, If_Modified_Since=date)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["last-modified"] == date
    assert poll(front, path, If_Modified_Since="Thu, 01 Jan 2026 00:00:00 GMT").status == 200
    assert poll(front, path, If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT").status == 304


def test_what_changed_is_sent_whatever_a_client_knows(front: str):
    article = make_article("A tide tabel")
    commit()
    old = poll(front, "/feeds/rss.xml", Accept_Encoding="gzip")
    article.title = "A tide table"
    article.save_revision().publish()
    commit()
    for condition in ({"If_None_Match": old.headers["etag"]}, {"If_Modified_Since": old.headers["last-modified"]}):
        for _ in range(2):
            new = poll(front, "/feeds/rss.xml", Accept_Encoding="gzip", **condition)
            assert new.status == 200
            assert new.headers["etag"] != old.headers["etag"]


def test_pages_for_people_say_no_date(front: str):
    for path in ("/feeds/", "/"):
        for _ in range(2):
            answer = poll(front, path, If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT")
            assert answer.status == 200
            assert "last-modified" not in answer.headers


def test_a_browser_is_led_to_a_page_and_a_program_is_not(front: str):
    for _ in range(2):
        assert poll(front, "/feeds/rss.xml", Sec_Fetch_Dest="empty").status == 200
        led = poll(front, "/feeds/rss.xml", Sec_Fetch_Dest="document")
        assert (led.status, led.headers["location"]) == (302, "/feeds/page/?of=/feeds/")
        assert poll(front, "/feeds/rss.xml?source", Sec_Fetch_Dest="document").status == 200
        assert poll(front, "/feeds/", Sec_Fetch_Dest="document").status == 200
