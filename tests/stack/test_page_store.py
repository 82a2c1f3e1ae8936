"""The page store in the running magazine: behind nginx, without it, and on two servers with one database."""

import gzip
import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.magazine import Magazine, wait_until
from tests.requirements import skip_without
from tests.stack.nginx import NO_NGINX, find_nginx, nginx

RENAME = """
from articles.models import ArticlePage
article = ArticlePage.objects.live().order_by("-published_at").first()
article.title = {title!r}
article.save_revision().publish()
"""
SEEN_WITHIN_SECONDS = 1.0
# Headers that a web server adds itself, and that the store removes.
OF_THE_SERVER = {"server", "date", "connection", "accept-ranges", "transfer-encoding"}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(url: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask without following redirections or decoding anything."""
    # A first feed makes all renditions of its images.
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
    try:
        connection.request(method, path, headers={n.replace("_", "-"): v for n, v in headers.items()})
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, named, response.read())
    finally:
        connection.close()


@pytest.fixture
def front(magazine: Magazine, tmp_path: Path) -> Iterator[str]:
    """The address of nginx in front of the magazine."""
    program = find_nginx()
    if program is None:
        skip_without(NO_NGINX)
    folder = tmp_path / "nginx"
    folder.mkdir()
    with nginx(program, application=magazine.url, data=magazine.data, folder=folder) as url:
        yield url


def stored(magazine: Magazine, path: str) -> list[Path]:
    return list((magazine.data / "store" / "current").resolve().glob(f"*/*{path},*"))


WITH_QUERY = ["/institutions/?page=1", "/api/v3/articles/?limit=5&trend=climate-change%2Csteam"]
PAGES = [
    *("/", "/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json", "/api/v3/articles/"),
    *("/sitemap.xml", "/sitemap-pages.xml"),
]


def ask_until_both_are_stored(front: str, magazine: Magazine, path: str, **headers: str) -> tuple[Answer, Answer]:
    """Return the answers of nginx and of the application; while the worker still has work, generations change."""
    answers: list[Answer] = []

    def are_stored() -> bool:
        host = urlsplit(magazine.url).netloc
        answers[:] = [ask(url, path, Host=host, **headers) for url in (front, magazine.url, front)]
        return len({answer.headers.get("etag") for answer in answers}) == 1

    wait_until(are_stored, seconds=60, what=f"{path} from the store")
    return answers[2], answers[1]


@pytest.mark.parametrize("path", [*PAGES, *WITH_QUERY, "/api/v3/redirects/", "/robots.txt", "/trends/"])
def test_nginx_gives_the_same_answer_as_the_application(front: str, magazine: Magazine, path: str):
    by_nginx, by_application = ask_until_both_are_stored(front, magazine, path)

    assert (by_application.status, by_nginx.status) == (200, 200)
    assert by_nginx.headers["server"].startswith("nginx")
    assert by_nginx.headers["accept-ranges"] == "bytes", "it is no file"
    assert by_nginx.body == by_application.body
    told, expected = (
        {name: value for name, value in answer.headers.items() if name not in OF_THE_SERVER}
        for answer in (by_nginx, by_application)
    )
    assert told == expected


def test_nginx_sends_what_was_compressed_before(front: str):
    whole = ask(front, "/").body
    for _ in range(2):
        packed = ask(front, "/", Accept_Encoding="gzip")

    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == whole


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_a_poll_holds_with_nginx_and_without(front: str, magazine: Magazine, coding: str):
    by_nginx, _by_application = ask_until_both_are_stored(front, magazine, "/feeds/rss.xml", Accept_Encoding=coding)
    known = {"Host": urlsplit(magazine.url).netloc, "If_None_Match": by_nginx.headers["etag"]}
    for url in (front, magazine.url):
        again = ask(url, "/feeds/rss.xml", Accept_Encoding=coding, **known)
        assert (again.status, again.body) == (304, b"")


def test_what_is_not_to_be_kept_goes_past_the_files(front: str):
    ask(front, "/")
    assert ask(front, "/", Cookie="staff=1").headers.get("accept-ranges") is None
    assert ask(front, "/", Cookie="theme=dark; staff=1").headers.get("accept-ranges") is None
    assert ask(front, "/", Cookie="flagstaff=1").headers.get("accept-ranges") == "bytes"
    assert ask(front, "/", Authorization="Bearer x").headers.get("accept-ranges") is None
    assert ask(front, "/", method="POST").status in {403, 405}
    assert ask(front, "/?q=1").body == ask(front, "/").body
    for query in ("../" * 9, "x" * 4000, "page=1&page=2"):
        assert ask(front, f"/?{query}").headers.get("accept-ranges") is None
    assert ask(front, "/", Range="bytes=0-14").body == b"<!doctype html>"
    assert ask(front, "/,.html").status == 404
    assert ask(front, "/../../dimensions.sqlite3").status == 400
    assert ask(front, "/%2e%2e/%2e%2e/secret_key").status == 400
    assert ask(front, "/none/http/").status == 404


@pytest.mark.parametrize("with_nginx", [True, False])
def test_a_change_shows_within_a_second(front: str, magazine: Magazine, with_nginx: bool):
    url = front if with_nginx else magazine.url
    for number in range(3):
        title = f"Renamed for the {number}th time"
        assert title not in ask(url, "/feeds/rss.xml").body.decode()
        magazine.manage("shell", "--verbosity", "0", "--command", RENAME.format(title=title))
        committed = time.monotonic()
        while title not in ask(url, "/feeds/rss.xml").body.decode():
            assert time.monotonic() - committed < SEEN_WITHIN_SECONDS
