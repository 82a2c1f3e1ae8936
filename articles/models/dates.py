"""Days as the moments at which they begin, so that an index finds publications between them."""

import datetime as dt
from typing import NamedTuple, Self

from django.db.models import Q
from django.utils import timezone


def beginning_of(day: dt.date) -> dt.datetime:
    """Return the moment at which a day begins for the magazine."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def published_between(first: dt.date, after: dt.date) -> Q:
    """Match publications from the start of a day until the start of another."""
    return Q(published_at__gte=beginning_of(first), published_at__lt=beginning_of(after))


def next_month(day: dt.date) -> dt.date:
    """Return the first day of the next month."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


class Period(NamedTuple):
    """A month or a day: from its first day until the start of another. Its text is part of URLs."""

    first: dt.date
    after: dt.date

    @classmethod
    def month(cls, day: dt.date) -> Self:
        """Return the month that contains a day."""
        return cls(day.replace(day=1), next_month(day))

    @classmethod
    def day(cls, day: dt.date) -> Self:
        """Return the period of a single day."""
        return cls(day, day + dt.timedelta(days=1))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the period of `2026/05` or `2026/05/17`. Raise ValueError for a date that does not exist."""
        year, month, *days = map(int, text.split("/"))
        return cls.day(dt.date(year, month, *days)) if days else cls.month(dt.date(year, month, 1))

    @property
    def is_day(self) -> bool:
        """Return whether it is a single day."""
        return self.after == self.first + dt.timedelta(days=1)

    @property
    def is_over(self) -> bool:
        """Return whether it has ended."""
        return self.after <= timezone.localdate()

    def __str__(self) -> str:
        return f"{self.first:%Y/%m/%d}" if self.is_day else f"{self.first:%Y/%m}"
