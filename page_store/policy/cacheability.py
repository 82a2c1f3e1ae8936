"""Cacheability: what a view, a template or the access rule says of a response while it is rendered."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime


@dataclass
class Cacheability:
    """What has been said of the response so far."""

    expires_at: datetime | None = None
    varies_by_reader: bool = False
    is_low_priority: bool = False


_current: ContextVar[Cacheability | None] = ContextVar("cacheability", default=None)


@contextmanager
def track_cacheability() -> Iterator[Cacheability]:
    """Collect what is said until the end of the block."""
    cacheability = Cacheability()
    token = _current.set(cacheability)
    try:
        yield cacheability
    finally:
        _current.reset(token)


def expires_at(moment: datetime | None) -> None:
    """Say that the response changes by itself at a moment; the earliest one counts, None changes nothing."""
    cacheability = _current.get()
    if cacheability and moment:
        cacheability.expires_at = min(moment, cacheability.expires_at or moment)


def vary_by_reader() -> None:
    """Say that the response depends on the reader, so that it is never stored."""
    if cacheability := _current.get():
        cacheability.varies_by_reader = True


def store_with_low_priority() -> None:
    """Say that the response is one of very many pages of a list, which must not crowd out others."""
    if cacheability := _current.get():
        cacheability.is_low_priority = True


def apply_again(part: Cacheability) -> None:
    """Say of this response what was said of a part that is used again."""
    expires_at(part.expires_at)
    if part.varies_by_reader:
        vary_by_reader()
