"""The address of a page: the part of a request that decides which stored page answers it, and where that is stored.

The path of a page is the folder and the beginning of the file name, so a web server finds it by name alone:
`/trends/play/` over https at magazine.example is `https/magazine.example/trends/play/,.html`, and its
second page `…/trends/play/,page=2.html`.
"""

import re
from collections.abc import Callable, Collection
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

# The query parameters that are stored, with their allowed values: the page number, and what apps register.
PARAMETERS = {"page": re.compile(r"[1-9][0-9]{0,3}")}
# The name of a file has 255 bytes at most; it ends with the coding.
LONGEST_QUERY = 200
# The name of a folder: it begins with no dot. Host and port are its groups.
HOST = re.compile(r"([a-z0-9][a-z0-9.-]{0,252}|\[[0-9a-f:.]{2,45}\])(?::([0-9]{1,5}))?")
# No segment that is empty, points elsewhere, or is longer than file systems allow; no control characters.
PATH = re.compile(r"(/(?!\.{1,2}(/|$))[^/\x00-\x1f\x7f]{1,80})*/?")
LONGEST_PATH = 600
METHODS = {"GET", "HEAD"}
_bypass_cookies: set[str] = set()
_bypass_rules: list[Callable[[dict[str, Any]], bool]] = []


def register_bypass_cookie(name: str) -> None:
    """Send requests with this cookie to the application, never to the store.

    Call it in `AppConfig.ready()`. A web server that serves the files itself needs a rule for the same name.
    """
    _bypass_cookies.add(name)


def register_parameters(**patterns: str) -> None:
    """Store addresses with these query parameters too, if the whole value matches its pattern.

    Call it in `AppConfig.ready()`. Allow only patterns that few values match: each address is a file.
    """
    PARAMETERS.update({name: re.compile(pattern) for name, pattern in patterns.items()})


def register_bypass(rule: Callable[[dict[str, Any]], bool]) -> None:
    """Send requests (PEP 3333) that match a rule to the application, never to the store.

    Call it in `AppConfig.ready()`. A web server that serves the files itself needs the same rule.
    """
    _bypass_rules.append(rule)


class Address(NamedTuple):
    """Scheme, host with port, path and query of a page."""

    scheme: str
    host: str
    path: str
    query: str = ""

    @property
    def file(self) -> str:
        """The file within a generation, without its extension."""
        return f"{self.scheme}/{self.host}{self.path},{self.query}"

    @property
    def plain(self) -> "Address":
        """The address without a query."""
        return self._replace(query="")

    def canonical(self, read: Collection[str] | None) -> "Address | None":
        """Return the stored address of the same content; None if the content depends on what is not stored.

        `read` names the parameters that the page reads, so all others make no difference; None stands for a
        page that may read any.
        """
        given = parse_qsl(self.query, keep_blank_values=True)
        relevant = [(name, value) for name, value in given if read is None or name in read]
        is_stored = all(name in PARAMETERS and PARAMETERS[name].fullmatch(value) for name, value in relevant)
        query = urlencode(sorted(relevant))
        if not is_stored or len(dict(relevant)) < len(relevant) or len(query) > LONGEST_QUERY:
            return None
        return self._replace(query=query)


def requested_address(environ: dict[str, Any]) -> Address | None:
    """Return the address of a request (PEP 3333); None if no stored page may answer it."""
    if environ["REQUEST_METHOD"] not in METHODS or "HTTP_AUTHORIZATION" in environ:
        return None
    host = environ.get("HTTP_HOST", "")
    path = _path(environ)
    if not path or len(path) > LONGEST_PATH or not PATH.fullmatch(path) or not is_of_this_site(host):
        return None
    cookies = environ.get("HTTP_COOKIE", "")
    if any(f"{name}=" in cookies for name in _bypass_cookies) or any(rule(environ) for rule in _bypass_rules):
        return None
    return Address(_scheme(environ), host, path, environ.get("QUERY_STRING", ""))


def _path(environ: dict[str, Any]) -> str:
    try:
        return str(environ["PATH_INFO"].encode("latin-1").decode())
    except UnicodeError:
        return ""


def _scheme(environ: dict[str, Any]) -> str:
    """Return the scheme that the reader used, as Django's `request.scheme` does."""
    header, value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
    said = environ.get(header)
    if said is None:
        return "https" if environ["wsgi.url_scheme"] == "https" else "http"
    return "https" if said.split(",", 1)[0].strip() == value else "http"


def is_of_this_site(host: str) -> bool:
    """Return whether the settings name this host and port, spelled the same way.

    A page contains its own URL. A client that spells the host differently, or invents one that a wildcard
    allows, must not decide what all others read.
    """
    spelled = HOST.fullmatch(host)
    names = {name.lower() for name in settings.ALLOWED_HOSTS}
    return spelled is not None and spelled[1] in names and spelled[2] in {None, str(settings.PAGE_STORE_PORT)}
