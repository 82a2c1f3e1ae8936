"""A client of the page store's WSGI layer, as a web server would be."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings

from articles.templatetags import cards
from page_store.wsgi import PageStoreApplication


def commit() -> None:
    """Run the callbacks on commit: the test's own transaction never commits."""
    while connection.run_on_commit:
        connection.run_on_commit.pop(0)[1]()


def environ_of(path: str, *, method: str = "GET", scheme: str = "http", **headers: str) -> dict[str, Any]:
    """Return the environ of a request, as a WSGI server would (PEP 3333)."""
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(path, "latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "198.51.100.7",
        "HTTP_HOST": "testserver",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}


@dataclass
class Answer:
    """A response; `rendered` tells whether Django had to render it."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    rendered: bool = False

    @property
    def text(self) -> str:
        return self.body.decode()


class Site:
    """The magazine behind its page store."""

    def __init__(self, application: Callable[..., Iterable[bytes]] | None = None) -> None:
        self.application = application or WSGIHandler()
        self.renderings: list[str] = []
        self.waited_for: list[dict[str, Any]] = []
        self.front = PageStoreApplication(self._render, when_rendered=self.waited_for.append)

    def _render(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.renderings.append(environ["PATH_INFO"])
        return self.application(environ, start_response)

    def get(self, path: str, **request: str) -> Answer:
        """Send a request as a guest."""
        return self._ask(self.front, environ_of(path, **request))

    def fresh(self, path: str, **request: str) -> Answer:
        """Return what Django renders now, without the store and without cached values."""
        unshared = override_settings(PAGE_STORE_RECORDS_CHANGES=False)
        with unshared, patch("articles.templatetags.cards._remembered", cards._render):
            return self._ask(self.application, environ_of(path, **request))

    def _ask(self, application: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> Answer:
        answer, before = Answer(), len(self.renderings)

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            answer.status, answer.headers = int(status[:3]), dict(headers)

        response = application(environ, start_response)
        answer.body = b"".join(response)
        getattr(response, "close", lambda: None)()
        answer.rendered = len(self.renderings) > before
        return answer
