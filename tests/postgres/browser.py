"""A minimal browser: keeps cookies, follows redirects, fills in forms, and speaks TLS."""

import http.client
import http.cookiejar
import re
import socket
import ssl
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple


class Page(NamedTuple):
    """A response, with its final URL."""

    status: int
    text: str
    url: str


class Browser:
    """A client of one site."""

    def __init__(self, url: str, *handlers: urllib.request.BaseHandler) -> None:
        self.url = url
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies, *handlers)

    def ask(self, path: str, **fields: str) -> Page:
        """Open a URL; with fields, submit them as a form."""
        url = urllib.parse.urljoin(self.url, path)
        data = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(url, data, headers={"Referer": url})
        try:
            with self.opener.open(request, timeout=60) as answer:
                return Page(answer.status, answer.read().decode(), answer.url)
        except urllib.error.HTTPError as error:
            with error:
                return Page(error.code, error.read().decode(), url)

    def form_token(self, path: str) -> str:
        """Return the CSRF token on a page."""
        return token_of(self.ask(path))

    def fill_in(self, path: str, **fields: str) -> Page:
        """Open a page with a form, and submit it to the final URL."""
        page = self.ask(path)
        return self.ask(page.url, csrfmiddlewaretoken=token_of(page), **fields)


def token_of(page: Page) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert found, page
    return found[1]


class OverTLS(urllib.request.HTTPSHandler):
    """Connects to one local port for any host, and trusts one certificate."""

    def __init__(self, port: int, certificate: Path) -> None:
        super().__init__()
        self.port, self.trust = port, ssl.create_default_context(cafile=str(certificate))

    def https_open(self, request: urllib.request.Request) -> Any:
        """Connect to the port instead of the host."""

        def connection(host: str, **options: Any) -> http.client.HTTPSConnection:
            made = http.client.HTTPSConnection(host, context=self.trust, **options)
            raw = socket.create_connection(("127.0.0.1", self.port), 60)
            made.sock = self.trust.wrap_socket(raw, server_hostname=host)
            return made

        return self.do_open(connection, request)
