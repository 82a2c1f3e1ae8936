"""The application with its store, accessed through nginx by all clients of the walk."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from page_store.wsgi import PageStoreApplication
from tests.gating.walk import world as walk
from tests.requirements import skip_without
from tests.stack.nginx import NO_NGINX, find_nginx, nginx

# This header tells nginx the client's address; on one machine all have the same.
CLIENT = "X-Test-Client"


class Quiet(WSGIRequestHandler):
    def log_request(self, *args: Any) -> None:
        """Do not log requests."""


@pytest.fixture
def application(settings: Any, tmp_path: Path, db: None) -> Iterator[str]:
    """The application with its store, in a thread that shares the transaction of the test."""
    settings.PAGE_STORE = settings.PAGE_STORE_RECORDS_CHANGES = True
    settings.PAGE_STORE_ROOT = tmp_path / "store"
    settings.TRUSTED_PROXIES = 1
    front = PageStoreApplication(WSGIHandler(), when_rendered=lambda environ: None)
    server = make_server("127.0.0.1", 0, front, handler_class=Quiet)

    def serve() -> None:
        connections["default"] = shared
        server.serve_forever(poll_interval=0.05)

    shared = connections["default"]
    shared.inc_thread_sharing()
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        settings.PAGE_STORE_PORT = server.server_port
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        shared.dec_thread_sharing()


@pytest.fixture
def nginx_client(application: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Send all requests of the walk through nginx."""
    program = find_nginx()
    if program is None:
        skip_without(NO_NGINX)
    folder = tmp_path / "nginx"
    folder.mkdir()
    name = f"$http_{CLIENT.replace('-', '_').lower()}"
    with nginx(program, application=application, data=tmp_path, folder=folder, client=name) as url:
        monkeypatch.setattr(walk, "Client", lambda: NginxClient(url))
        yield


class NginxClient(Client):
    """Sends requests through nginx; POST goes straight to Django, since the walk does not cover forms."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.netloc = urlsplit(url).netloc

    def request(self, **environ: Any) -> Any:
        """Send a request over the network."""
        if environ["REQUEST_METHOD"] == "POST":
            return super().request(**environ)
        whole = self._base_environ(**environ)  # type: ignore[attr-defined]  # private to Django
        query = whole.get("QUERY_STRING")
        target = quote(whole["PATH_INFO"].encode("latin-1"), safe="/:@,.-_~%") + (f"?{query}" if query else "")
        named = {name[5:].replace("_", "-"): whole[name] for name in whole if name.startswith("HTTP_")}
        headers = {name: value for name, value in named.items() if value} | {CLIENT: whole["REMOTE_ADDR"]}
        with closing(http.client.HTTPConnection(self.netloc, timeout=60)) as wire:
            wire.request(whole["REQUEST_METHOD"], target, headers=headers)
            answer = wire.getresponse()
            return HttpResponse(answer.read(), status=answer.status, headers=dict(answer.getheaders()))
