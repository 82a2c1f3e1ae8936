"""Days as the moments at which they begin, so that an index finds what was published between them."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone


def _begins(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def published_between(first: dt.date, after: dt.date) -> Q:
    """Match what was published from the beginning of a day until another one begins."""
    return Q(published_at__gte=_begins(first), published_at__lt=_begins(after))


def next_month(day: dt.date) -> dt.date:
    """The first day of the month after the one of a day."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
