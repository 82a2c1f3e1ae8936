"""A WSGI layer (PEP 3333) that serves stored pages without Django where no web server does."""

import fcntl
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from django.utils.http import parse_http_date_safe

from page_store.policy.addresses import Address, requested_address
from page_store.storage import generations
from page_store.storage.files import CODINGS, StoredPage, entity_tag, read_body, read_head

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

# Limits of what a process keeps in memory: bytes of bodies, and addresses that cannot be stored.
MOST_BYTES = 24 * 1024 * 1024
MOST_ADDRESSES = 4096
RENDER_LOCKS = 64
# A 304 has no body, so it leaves these out (RFC 9110, section 15.4.5).
BODY_HEADERS = {"Content-Type", "Content-Length", "Content-Encoding"}


class StoredResponse(NamedTuple):
    """A stored page in one content coding, ready to be sent."""

    stamp: int
    headers: list[tuple[str, str]]
    body: bytes
    is_dated: bool


class ResponseCache:
    """The responses of one generation that this process has read, and the addresses known to be uncacheable."""

    def __init__(self, generation: str) -> None:
        self.generation = generation
        self.responses: dict[tuple[Address, str], StoredResponse] = {}
        self.uncacheable: set[Address] = set()
        self.bytes = 0

    def add(self, address: Address, coding: str, answer: StoredResponse) -> None:
        """Keep a response; drop all others if memory runs short."""
        if self.bytes + len(answer.body) > MOST_BYTES:
            self.responses.clear()
            self.bytes = 0
        self.responses[address, coding] = answer
        self.bytes += len(answer.body)

    def add_uncacheable(self, address: Address) -> None:
        """Remember that an address cannot be stored, so that requests do not wait for its lock."""
        if len(self.uncacheable) > MOST_ADDRESSES:
            self.uncacheable.clear()
        self.uncacheable.add(address)


class PageStoreApplication:
    """Serves stored pages, and has the application render each missing page once."""

    def __init__(self, application: Application, *, when_rendered: Callable[[Environ], object]) -> None:
        self.application = application
        self.when_rendered = when_rendered
        self.memory = ResponseCache("")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Respond to a request."""
        address = requested_address(environ)
        if address is None:
            return self.application(environ, start_response)
        coding = preferred_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if answer := self._find(address, coding):
            return send(answer, environ, start_response)
        if "HTTP_COOKIE" in environ or address in self.memory.uncacheable:
            return self.application(environ, start_response)
        return self._render(address, coding, environ, start_response)

    def _render(
        self, address: Address, coding: str, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Render a page for the first request; concurrent requests wait, and all get the same bytes."""
        with render_lock(address):
            if answer := self._find(address, coding):
                return send(answer, environ, start_response)
            response = DeferredResponse(self.application, environ)
            if answer := self._find(address, coding):
                response.close()
                self.when_rendered(environ)
                return send(answer, environ, start_response)
            self.memory.add_uncacheable(address)
        return response.send(environ, start_response)

    def _find(self, address: Address, coding: str) -> StoredResponse | None:
        memory = self.memory
        generation = generations.served_generation()
        if memory.generation != generation:
            memory = self.memory = ResponseCache(generation)
        return memory.responses.get((address, coding)) or self._read(memory, address, coding)

    def _read(self, memory: ResponseCache, address: Address, coding: str) -> StoredResponse | None:
        kept, page = find(memory.generation, address)
        if page is None:
            return None
        try:
            answer = make_response(page, *read_body(memory.generation, kept, page, coding))
        except OSError:
            return None
        if kept == address:
            memory.add(address, coding, answer)
        return answer


class DeferredResponse:
    """A response to GET that is sent only if the page could not be stored. HEAD responses are never stored."""

    def __init__(self, application: Application, environ: Environ) -> None:
        self.application = application
        self.started: tuple[Any, ...] = ()
        self.body = application(environ | {"REQUEST_METHOD": "GET"}, self._start)

    def _start(self, *started: Any) -> None:
        self.started = started

    def send(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Send the response of the application unchanged."""
        if environ["REQUEST_METHOD"] != "GET":
            self.close()
            return self.application(environ, start_response)
        start_response(*self.started)
        return self.body

    def close(self) -> None:
        """Release what the application holds for the response (PEP 3333)."""
        if close := getattr(self.body, "close", None):
            close()


def find(generation: str, address: Address) -> tuple[Address, StoredPage | None]:
    """Return the stored page of an address and its address; an ignored query leads to the plain address."""
    if address.canonical(None) == address and (page := read_head(generation, address)):
        return address, page
    plain = read_head(generation, address.plain) if address.query else None
    same = address.canonical(plain.read) if plain else None
    if same is None or same == address:
        return address, None
    return same, plain if same == address.plain else read_head(generation, same)


@contextmanager
def render_lock(address: Address) -> Iterator[None]:
    """Allow one thread of all processes to render at a time; the lock ends with its process."""
    folder = generations.root() / ".render_locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / str(crc32(address.file.encode()) % RENDER_LOCKS)).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@lru_cache(maxsize=256)
def preferred_coding(accepted: str) -> str:
    """Return the preferred content coding that a client accepts (RFC 9110, section 12.5.3); empty for none."""
    named = [part.replace(" ", "").lower().partition(";") for part in accepted.split(",")]
    refused = {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    wanted = {name for name, _, weight in named if weight not in refused}
    return next((coding for coding in CODINGS if coding in wanted), "")


def make_response(page: StoredPage, coding: str, body: bytes) -> StoredResponse:
    """Return the response to a request for a stored page."""
    etag = entity_tag(page.stamp, len(body))
    headers = [(name, value) for name, value in page.headers]
    headers += [("ETag", etag), ("Content-Length", str(len(body)))]
    headers += [("Vary", "Accept-Encoding")] if page.is_coded else []
    headers += [("Content-Encoding", coding)] if coding else []
    return StoredResponse(page.stamp, headers, body, page.is_dated)


def send(answer: StoredResponse, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Send the response, or 304 if the client already has it (RFC 9110, section 13.2.2)."""
    if has_already(answer, environ):
        start_response("304 Not Modified", [line for line in answer.headers if line[0] not in BODY_HEADERS])
        return []
    start_response("200 OK", answer.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def has_already(answer: StoredResponse, environ: Environ) -> bool:
    """Return whether the client already has the content; its date counts only if it sends no entity tag."""
    if "HTTP_IF_NONE_MATCH" in environ:
        return names_content(answer.stamp, environ["HTTP_IF_NONE_MATCH"])
    since = parse_http_date_safe(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
    return answer.is_dated and since is not None and answer.stamp <= since


def names_content(stamp: int, condition: str) -> bool:
    """Return whether entity tags name the content, in any content coding.

    Only the part that stands for the content is compared: proxies append the coding that they chose, and
    some clients drop the quotation marks.
    """
    return condition == "*" or re.search(rf"(?<![0-9a-f]){stamp:x}-", condition) is not None
