"""The cacheability of a response, as views, templates and the access rule declare it during rendering."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime


@dataclass
class Cacheability:
    """The declarations made for the response so far."""

    expires_at: datetime | None = None
    varies_by_reader: bool = False
    is_low_priority: bool = False


_current: ContextVar[Cacheability | None] = ContextVar("cacheability", default=None)


@contextmanager
def track_cacheability() -> Iterator[Cacheability]:
    """Collect declarations until the end of the block."""
    cacheability = Cacheability()
    token = _current.set(cacheability)
    try:
        yield cacheability
    finally:
        _current.reset(token)


def expires_at(moment: datetime | None) -> None:
    """Declare that the response changes by itself at a moment; the earliest one counts, None is ignored."""
    cacheability = _current.get()
    if cacheability and moment:
        cacheability.expires_at = min(moment, cacheability.expires_at or moment)


def vary_by_reader() -> None:
    """Declare that the response depends on the reader, so that it is never stored."""
    if cacheability := _current.get():
        cacheability.varies_by_reader = True


def store_with_low_priority() -> None:
    """Declare that the response is one of many pages of a list, which must not crowd out others."""
    if cacheability := _current.get():
        cacheability.is_low_priority = True


def apply_again(part: Cacheability) -> None:
    """Declare for this response what was declared for a part of it that is reused."""
    expires_at(part.expires_at)
    if part.varies_by_reader:
        vary_by_reader()
