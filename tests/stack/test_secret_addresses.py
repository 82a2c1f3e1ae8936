"""No log of a web server contains the secret URL of a personal feed; stored feeds announce their hub, too."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.requirements import skip_without
from tests.stack.caddy import NO_CADDY, caddy, find_caddy
from tests.stack.nginx import NO_NGINX, find_nginx, nginx

SECRET = "fDAGXoXRSwokAm16W_adB0iGoFuQ7jV7HYzef2i0z"


class Application(BaseHTTPRequestHandler):
    """Answers every request."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Do not log requests."""


@pytest.fixture
def application() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Application) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server


def installed(found: Any, why: str) -> Any:
    """Return a program; if it is missing, skip the test, or fail it in continuous integration."""
    if not found:
        skip_without(why)
    return found


def logged(folder: Path) -> str:
    """Return the content of all written files."""
    return "".join(path.read_text(errors="replace") for path in folder.rglob("*.log"))


def ask(url: str) -> int:
    try:
        with urllib.request.urlopen(f"{url}/personal/feed/{SECRET}/rss.xml?x=1", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_nginx_writes_it_nowhere(application: ThreadingHTTPServer, tmp_path: Path):
    program = installed(find_nginx(), NO_NGINX)
    behind = f"http://127.0.0.1:{application.server_port}"
    with nginx(program, application=behind, data=tmp_path, folder=tmp_path / "nginx") as url:
        assert ask(url) == 200
        application.shutdown()
        application.server_close()
        assert ask(url) == 502
    assert "GET /personal/feed/... HTTP" in logged(tmp_path)
    assert SECRET not in logged(tmp_path)


def test_caddy_writes_it_nowhere(application: ThreadingHTTPServer, tmp_path: Path):
    program = installed(find_caddy(), NO_CADDY)
    with caddy(
        program, application=f"http://127.0.0.1:{application.server_port}", data=tmp_path, folder=tmp_path
    ) as url:
        assert ask(url) == 200
        application.shutdown()
        application.server_close()
        assert ask(url) == 502
    assert "/personal/feed/..." in logged(tmp_path)
    assert SECRET not in logged(tmp_path)


def test_nginx_repeats_the_hub_for_a_stored_feed(application: ThreadingHTTPServer, tmp_path: Path):
    program = installed(find_nginx(), NO_NGINX)
    site = f"127.0.0.1:{application.server_port}"
    stored = tmp_path / "store/current/http" / site / "feeds"
    stored.mkdir(parents=True)
    (stored / "rss.xml,.rss").write_text("<rss/>")
    hub = "https://hub.example/"
    options: dict[str, Any] = {"application": f"http://{site}", "data": tmp_path, "folder": tmp_path / "nginx"}
    with (
        nginx(program, **options, hub=hub) as url,
        urllib.request.urlopen(f"{url}/feeds/rss.xml", timeout=10) as answer,
    ):
        assert answer.read() == b"<rss/>"
        assert answer.headers["Link"] == f'<{hub}>; rel="hub", <{url}/feeds/rss.xml>; rel="self"'
