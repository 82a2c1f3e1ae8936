"""Addresses: what of a request decides which stored page answers it, and where that page lies.

The path of a page is the folder and the beginning of the file, so a web server finds it by name alone:
`/trends/play/` over https at magazine.example is `https/magazine.example/trends/play/,.html`, and its
second page `…/trends/play/,page=2.html`.
"""

import re
from collections.abc import Collection
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

# The one kind of query that is kept: which page of a list.
KEPT = {"page": re.compile(r"[1-9][0-9]{0,3}")}
# It begins with no dot, since it is the name of a folder.
HOST = re.compile(r"[a-z0-9][a-z0-9.-]{0,252}(:[0-9]{1,5})?|\[[0-9a-f:.]{2,45}\](:[0-9]{1,5})?")
# No segment that is empty, points elsewhere, or is longer than file systems like; none of control characters.
PATH = re.compile(r"(/(?!\.{1,2}(/|$))[^/\x00-\x1f\x7f]{1,80})*/?")
LONGEST_PATH = 600
METHODS = {"GET", "HEAD"}
_bypass_cookies: set[str] = set()


def register_bypass_cookie(name: str) -> None:
    """Answer requests that carry this cookie from the application, never from the store.

    Call it in `AppConfig.ready()`. A web server that serves the files itself needs a rule for the same name.
    """
    _bypass_cookies.add(name)


class Address(NamedTuple):
    """Scheme, host with port, path and query of a page."""

    scheme: str
    host: str
    path: str
    query: str = ""

    @property
    def file(self) -> str:
        """Where it lies within a generation, without the ending that tells the type."""
        return f"{self.scheme}/{self.host}{self.path},{self.query}"

    @property
    def plain(self) -> "Address":
        """The address without a query."""
        return self._replace(query="")

    def meaning(self, read: Collection[str] | None) -> "Address | None":
        """Return the stored address that has the same content; None when that depends on what is not kept.

        `read` names the parameters that the page looks at, so all others make no difference; None stands for
        a page that may look at any.
        """
        given = parse_qsl(self.query, keep_blank_values=True)
        telling = [(name, value) for name, value in given if read is None or name in read]
        is_kept = all(name in KEPT and KEPT[name].fullmatch(value) for name, value in telling)
        if not is_kept or len(dict(telling)) < len(telling):
            return None
        return self._replace(query=urlencode(sorted(telling)))


def requested_address(environ: dict[str, Any]) -> Address | None:
    """Return the address that a request asks for (PEP 3333); None when no stored page could answer it."""
    if environ["REQUEST_METHOD"] not in METHODS or "HTTP_AUTHORIZATION" in environ:
        return None
    host = environ.get("HTTP_HOST", "").lower()
    path = _path(environ)
    if not path or len(path) > LONGEST_PATH or not PATH.fullmatch(path) or not HOST.fullmatch(host):
        return None
    cookies = environ.get("HTTP_COOKIE", "")
    if any(f"{name}=" in cookies for name in _bypass_cookies):
        return None
    return Address(_scheme(environ), host, path, environ.get("QUERY_STRING", ""))


def _path(environ: dict[str, Any]) -> str:
    try:
        return str(environ["PATH_INFO"].encode("latin-1").decode())
    except UnicodeError:
        return ""


def _scheme(environ: dict[str, Any]) -> str:
    """The scheme that the reader used, as Django's `request.scheme` has it."""
    header, value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
    said = environ.get(header)
    if said is None:
        return "https" if environ["wsgi.url_scheme"] == "https" else "http"
    return "https" if said.split(",", 1)[0].strip() == value else "http"


def is_of_this_site(host: str) -> bool:
    """Whether a host is one that is named in the settings, so that no client can invent another."""
    name = host.rpartition(":")[0] if re.search(r":\d+$", host) else host
    return name in settings.ALLOWED_HOSTS
