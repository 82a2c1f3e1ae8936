"""What a page says about itself while it is rendered: how long it holds, and whether it is for one reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone


@dataclass
class Rendering:
    """What is known of one rendering so far."""

    holds_until: datetime | None = None
    is_personal: bool = False
    is_one_of_many: bool = False


_current: ContextVar[Rendering | None] = ContextVar("rendering", default=None)


@contextmanager
def rendering() -> Iterator[Rendering]:
    """Begin to watch; whatever is said until the end is about this rendering."""
    watched = Rendering()
    token = _current.set(watched)
    try:
        yield watched
    finally:
        _current.reset(token)


def holds_until(moment: datetime | None) -> None:
    """Say that what is being rendered changes by itself at a moment; the earliest one counts."""
    watched = _current.get()
    if watched and moment:
        watched.holds_until = min(moment, watched.holds_until or moment)


def for_one_reader() -> None:
    """Say that what is being rendered depends on who asks."""
    if watched := _current.get():
        watched.is_personal = True


def one_of_many() -> None:
    """Say that what is being rendered is one of very many pages of a list: they must not crowd out others."""
    if watched := _current.get():
        watched.is_one_of_many = True


def repeat(said: Rendering) -> None:
    """Say again what was said while a part of the page was made."""
    holds_until(said.holds_until)
    if said.is_personal:
        for_one_reader()


def has_come(moment: datetime) -> bool:
    """Whether a moment has come; what shows that it has not holds until then."""
    come = moment <= timezone.now()
    if not come:
        holds_until(moment)
    return come


def today() -> date:
    """Give the day it is in the time zone of the magazine; what shows it holds until midnight."""
    zone = timezone.get_default_timezone()
    day = timezone.localdate(timezone=zone)
    holds_until(datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone))
    return day
