"""The page store behind Caddy."""

import gzip
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.magazine import Magazine, clean_environment, wait_until
from tests.requirements import skip_without
from tests.stack.caddy import CADDYFILE, NO_CADDY, caddy, find_caddy
from tests.stack.test_page_store import PAGES, RENAME, SEEN_WITHIN_SECONDS, WITH_QUERY, Answer, ask


@pytest.fixture(scope="module")
def program() -> str:
    found = find_caddy()
    if found is None:
        skip_without(NO_CADDY)
    return found


@pytest.fixture(scope="module")
def front(program: str, magazine: Magazine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of Caddy in front of the magazine."""
    folder = tmp_path_factory.mktemp("caddy")
    with caddy(program, application=magazine.url, data=magazine.data, folder=folder) as url:
        yield url


# Feeds come from the application, see test_feed_polls.py.
FILES = [path for path in PAGES if not path.startswith("/feeds/")]


@pytest.mark.parametrize("path", [*FILES, *WITH_QUERY, "/feeds/", "/robots.txt"])
def test_caddy_gives_the_page_that_the_application_gives(front: str, magazine: Magazine, path: str):
    answers: list[Answer] = []

    def are_the_same() -> bool:
        """Return whether both answer alike; while the worker still has work, generations change."""
        host = urlsplit(magazine.url).netloc
        answers[:] = [ask(url, path, Host=host) for url in (front, magazine.url, front)]
        return answers[2].body == answers[1].body

    wait_until(are_the_same, seconds=60, what=f"The same answer at {path}")
    _first, by_application, by_caddy = answers
    assert by_caddy.status == 200
    assert by_caddy.headers["accept-ranges"] == "bytes", "it is no file"
    for name in ("content-type", "cache-control", "access-control-allow-origin", "x-robots-tag"):
        assert by_caddy.headers.get(name) == by_application.headers.get(name), name
    assert "last-modified" not in by_caddy.headers


def test_caddy_sends_what_was_compressed_before_and_nothing_again(front: str):
    def holds() -> bool:
        """Return whether a poll is answered with 304; while the worker still has work, generations change."""
        packed = ask(front, "/feeds/rss.xml", Accept_Encoding="gzip")
        again = ask(front, "/feeds/rss.xml", Accept_Encoding="gzip", If_None_Match=packed.headers["etag"])
        is_whole = gzip.decompress(packed.body) == ask(front, "/feeds/rss.xml").body
        return is_whole and (again.status, again.body) == (304, b"")

    wait_until(holds, seconds=60, what="A poll that is answered with 304")


def test_caddy_lets_the_application_answer_what_is_not_kept(front: str):
    ask(front, "/")
    assert "accept-ranges" not in ask(front, "/", Cookie="theme=dark; staff=1").headers
    assert "accept-ranges" not in ask(front, "/", Authorization="Bearer x").headers
    assert ask(front, "/", Cookie="flagstaff=1").headers["accept-ranges"] == "bytes"
    assert ask(front, "/", method="POST").status in {403, 405}
    assert ask(front, "/?q=1").body == ask(front, "/").body
    assert ask(front, "/,.html").status == 404
    assert ask(front, "/../../dimensions.sqlite3").status in {400, 404}
    assert ask(front, "/%2e%2e/%2e%2e/%2e%2e/secret_key").status in {400, 404}


def test_a_change_shows_through_caddy_within_a_second(front: str, magazine: Magazine):
    title = "Renamed behind Caddy"
    assert title not in ask(front, "/feeds/rss.xml").body.decode()
    magazine.manage("shell", "--verbosity", "0", "--command", RENAME.format(title=title))
    committed = time.monotonic()
    while title not in ask(front, "/feeds/rss.xml").body.decode():
        assert time.monotonic() - committed < SEEN_WITHIN_SECONDS


def test_the_example_is_well_formed(program: str, tmp_path: Path):
    checked = subprocess.run(
        [program, "validate", "--config", CADDYFILE, "--adapter", "caddyfile"],
        env=clean_environment(HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


class Echo(BaseHTTPRequestHandler):
    """Answers with the request's headers."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(bytes(self.headers))

    def log_message(self, *args: object) -> None:
        """Do not log requests."""


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X_Forwarded_For", "X-Forwarded_For", "X_Forwarded-Proto"])
def test_nobody_forges_an_address_by_another_spelling(program: str, tmp_path: Path, name: str):
    with HTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        behind = f"http://127.0.0.1:{server.server_port}"
        with caddy(program, application=behind, data=tmp_path, folder=tmp_path) as url:
            request = urllib.request.Request(f"{url}/search/?q=x", headers={name: "203.0.113.9"})
            told = urllib.request.urlopen(request, timeout=10).read().decode()
        server.shutdown()
    assert "X-Forwarded-For: 127.0.0.1" in told
    assert "203.0.113.9" not in told
