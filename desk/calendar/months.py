"""The days of a month with planned pieces, and with publications past and scheduled."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone
from wagtail.models import Revision

from articles.models import ArticlePage
from base.clock import today
from desk.models import Piece, Stage

SATURDAY = 5


class Appearance(NamedTuple):
    """An article and the moment of its publication, past or scheduled."""

    title: str
    page_id: int
    at: datetime
    is_public: bool


class Day(NamedTuple):
    """A day with its planned pieces and its publications."""

    date: date
    is_of_month: bool
    is_today: bool
    planned: list[Piece]
    appearances: list[Appearance]

    @property
    def is_gap(self) -> bool:
        """Return whether it is a future working day without anything on it."""
        is_free = not (self.planned or self.appearances)
        return is_free and self.is_of_month and self.date >= today() and self.date.weekday() < SATURDAY


def weeks_of(year: int, month: int) -> list[list[Day]]:
    """Return the weeks of a month, starting on Mondays, in a fixed number of queries."""
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    first, last = weeks[0][0], weeks[-1][-1]
    planned = _by_day((piece.planned_for, piece) for piece in planned_between(first, last))
    appearing = _by_day((timezone.localdate(one.at), one) for one in appearances_between(first, last))
    return [
        [Day(day, day.month == month, day == today(), planned[day], appearing[day]) for day in week] for week in weeks
    ]


def _by_day(pairs: Iterable[tuple[Any, Any]]) -> defaultdict[Any, list[Any]]:
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for day, one in pairs:
        found[day].append(one)
    return found


def planned_between(first: date, last: date) -> Iterable[Piece]:
    """Return the pieces in progress that are planned for these days."""
    pieces: Iterable[Piece] = Piece.objects.in_progress().for_table().filter(planned_for__range=(first, last))
    return sorted(pieces, key=lambda piece: (piece.planned_for, piece.title))


def unplanned() -> Iterable[Piece]:
    """Return the pieces in progress without a planned day; ideas need none yet, and accepted pieces have a date."""
    pieces: Iterable[Piece] = (
        Piece.objects.in_progress()
        .for_table()
        .filter(planned_for=None)
        .exclude(stage__in=(Stage.PITCH, Stage.ACCEPTED))
        .order_by("due_on", "title")
    )
    return pieces


def appearances_between(first: date, last: date) -> list[Appearance]:
    """Return the articles that are published or scheduled on these days."""
    begin, end = _midnight(first), _midnight(last + timedelta(days=1))
    public = ArticlePage.objects.live().filter(published_at__gte=begin, published_at__lt=end)
    scheduled = Revision.page_revisions.filter(approved_go_live_at__gte=begin, approved_go_live_at__lt=end)
    found = [Appearance(title, key, at, True) for title, key, at in public.values_list("title", "pk", "published_at")]
    found += [
        Appearance(title, int(key), at, False)
        for title, key, at in scheduled.values_list("object_str", "object_id", "approved_go_live_at")
    ]
    return sorted(found, key=lambda one: one.at)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - make_aware() adds the zone
