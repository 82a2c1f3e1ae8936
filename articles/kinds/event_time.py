"""The time of an event, in its own zone."""

import zoneinfo
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.utils.choices import BaseChoiceIterator
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class TimeZones(BaseChoiceIterator):
    """Time zones in the one form of choices that Django does not copy whenever it checks a value."""

    def __init__(self, names: Iterable[str]) -> None:
        self.zones = [(name, name.replace("_", " ")) for name in names]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.zones)


@cache
def time_zones() -> TimeZones:
    """Return the time zones of places known to this machine (IANA), and UTC; cached, since it takes 15 ms."""
    return TimeZones(["UTC", *sorted(name for name in zoneinfo.available_timezones() if "/" in name)])


@dataclass(frozen=True)
class EventTime:
    """The date of an event for people, and for programs."""

    starts_at: datetime
    ends_at: datetime
    is_over: bool

    @property
    def days(self) -> str:
        """The day, or the first and the last."""
        first, last = self.starts_at.date(), self.ends_at.date()
        if first == last:
            return date_format(first, "j F Y")
        return f"{date_format(first, _first_day_format(first, last))} – {date_format(last, 'j F Y')}"

    @property
    def hours(self) -> str:
        """From when to when, with the name of the time."""
        start, end = date_format(self.starts_at, "H:i"), date_format(self.ends_at, "H:i")
        return f"{start}–{end} {self.zone}" if start != end else f"{start} {self.zone}"

    @property
    def zone(self) -> str:
        """The name of the time: “Lisbon time”, or UTC."""
        key = str(self.starts_at.tzinfo)
        if "/" not in key or key.startswith("Etc/"):
            return key
        return _("%s time") % key.rsplit("/", 1)[-1].replace("_", " ")

    @property
    def day(self) -> str:
        """The day of the month on which it starts."""
        return str(self.starts_at.day)

    @property
    def month(self) -> str:
        """The month in which it starts, short."""
        return date_format(self.starts_at, "M Y")


def _first_day_format(first: date, last: date) -> str:
    """Return the format of the first day without the parts that it shares with the last."""
    if first.year != last.year:
        return "j F Y"
    return "j" if first.month == last.month else "j F"
