"""What a page says about itself while it is rendered: how long it holds, and whether it is for one reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime


@dataclass
class Cacheability:
    """What is known of one rendering so far."""

    expires_at: datetime | None = None
    is_personal: bool = False
    is_low_priority: bool = False


_current: ContextVar[Cacheability | None] = ContextVar("rendering", default=None)


@contextmanager
def track_cacheability() -> Iterator[Cacheability]:
    """Begin to watch; whatever is said until the end is about this rendering."""
    watched = Cacheability()
    token = _current.set(watched)
    try:
        yield watched
    finally:
        _current.reset(token)


def expires_at(moment: datetime | None) -> None:
    """Say that what is being rendered changes by itself at a moment; the earliest one counts."""
    watched = _current.get()
    if watched and moment:
        watched.expires_at = min(moment, watched.expires_at or moment)


def vary_by_reader() -> None:
    """Say that what is being rendered depends on who asks."""
    if watched := _current.get():
        watched.is_personal = True


def store_with_low_priority() -> None:
    """Say that what is being rendered is one of very many pages of a list: they must not crowd out others."""
    if watched := _current.get():
        watched.is_low_priority = True


def apply_again(said: Cacheability) -> None:
    """Say again what was said while a part of the page was made."""
    expires_at(said.expires_at)
    if said.is_personal:
        vary_by_reader()
