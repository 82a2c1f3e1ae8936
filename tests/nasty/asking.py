"""Request every URL with nasty strings, and report failed responses."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote_from_bytes, urlsplit

from bs4 import BeautifulSoup
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import QueryDict
from django.test import Client

from tests.nasty.strings import FEW, as_typed

Request = tuple[str, str, dict[str, Any]]
TYPED = {"text", "search", "url", "email", "number", "date", "time", "tel", "password", None}
KEPT = re.compile(r"csrf|TOTAL_FORMS|INITIAL_FORMS|MIN_NUM|MAX_NUM|-count$|-type$|-deleted$|-order$|-id$|^next$")


@contextmanager
def recorded() -> Iterator[set[str]]:
    """Yield the names of query parameters that views read in the meantime."""
    names: set[str] = set()
    methods = {name: getattr(QueryDict, name) for name in ("get", "getlist", "__getitem__", "__contains__")}

    def recording(method: Any) -> Any:
        def record(self: QueryDict, name: Any, *args: Any, **kwargs: Any) -> Any:
            names.add(name)
            return method(self, name, *args, **kwargs)

        return record

    try:
        for name, method in methods.items():
            setattr(QueryDict, name, recording(method))
        yield names
    finally:
        for name, method in methods.items():
            setattr(QueryDict, name, method)


def failures(client: Client, requests: Iterable[Request]) -> list[str]:
    """Return each request that was answered with a server error, or not at all."""
    client.raise_request_exception = False
    wrong = []
    for method, url, data in requests:
        answer = getattr(client, method)(url, data)
        close(answer)
        if answer.status_code >= 500 and not url.startswith("/ready/"):
            error = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
            wrong.append(f"{method} {url[:120]} {str(data)[:160]!r}: {answer.status_code} {error!r:.300}")
    return wrong


def close(answer: Any) -> None:
    """Close what an answer holds open, and not the connection in whose transaction the test runs."""
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)


def with_parameters(client: Client, url: str, strings: list[str]) -> Iterator[Request]:
    """Yield an address with each string in all query parameters that it reads, and a nasty one in each alone."""
    path = urlsplit(url).path
    with recorded() as names:
        close(client.get(url))
    for text in strings if names else []:
        yield "get", path, dict.fromkeys(sorted(names), as_typed(text))
    for name in sorted(names) if len(strings) > len(FEW) else []:
        yield "get", path, {name: as_typed(FEW[0])}


def with_segments(url: str, route: str = "") -> Iterator[Request]:
    """Yield an address with each of few strings in the place of each part of its path that a route leaves open."""
    parts = urlsplit(url).path.split("/")
    patterns = f"/{route}".split("/") if route else parts
    for place, (part, pattern) in enumerate(zip(parts, patterns, strict=False)):
        for text in FEW if part and (pattern != part or not route) else []:
            typed = quote_from_bytes(as_typed(text)[:2000], safe="")
            yield "get", "/".join([*parts[:place], typed, *parts[place + 1 :]]), {}


def with_fields(client: Client, urls: Iterable[str], strings: Sequence[str]) -> Iterator[Request]:
    """Yield each form of some pages once, with each string in all fields in which one can type."""
    seen: set[tuple[str, ...]] = set()
    for url in urls:
        for method, action, filled, typed in _forms(client, url):
            form = (re.sub(r"\d+", "1", action), *typed)
            for text in strings if form not in seen else []:
                yield method, action, filled | dict.fromkeys(typed, as_typed(text))
            seen.add(form)


def _forms(client: Client, url: str) -> Iterator[tuple[str, str, dict[str, Any], list[str]]]:
    answer = client.get(url)
    if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
        return
    for form in BeautifulSoup(answer.content, "html.parser").select("form"):
        action = urlsplit(str(form.get("action") or url)).path
        filled, typed = _fields(form)
        if "logout" not in action and typed:
            yield str(form.get("method", "get")).lower(), action, filled, typed


def _fields(form: Any) -> tuple[dict[str, Any], list[str]]:
    """Return the fixed values of a form, and the fields in which one can type."""
    # The editor's script writes how many blocks a body has.
    filled: dict[str, Any] = {"body-count": "0"}
    typed = []
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = field["name"], field.get("type")
        if not KEPT.search(name) and (field.name == "textarea" or (field.name == "input" and kind in TYPED)):
            typed.append(name)
        elif field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            filled[name] = chosen.get("value", "") if chosen else ""
        elif kind not in {"checkbox", "radio"} or field.has_attr("checked"):
            filled[name] = "" if kind == "file" else field.get("value", "")
    return filled, typed
