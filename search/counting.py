"""Counts of queries, and of those without results. Users are not recorded."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query as CountedQuery
from wagtail.contrib.search_promotions.models import QueryDailyHits, SearchPromotion
from wagtail.search.utils import normalise_query_string

from base.background.retention import register_retention
from search.models import MissedQuery

LONGEST = 60
COUNTED = timedelta(days=90)  # for so long it is known how often something was looked for
# Possibly personal: an e-mail address, or a number long enough for a phone number.
PERSONAL = re.compile(r"@|(?:\d[\s./-]?){6}")


def count_query(typed: str, *, is_found: bool) -> None:
    """Count a query, unless it may be personal or is too long to be repeated by others."""
    normal = normalise_query_string(typed)
    if not normal or len(normal) > LONGEST or PERSONAL.search(normal):
        return
    try:
        with _without_waiting(), transaction.atomic():
            (_count_found if is_found else _count_missed)(normal)
    except OperationalError:
        return  # another writer is active; one count does not matter, and the reader should not wait


def _count_found(normal: str) -> None:
    today = timezone.localdate()
    hits = QueryDailyHits.objects.filter(query__query_string=normal, date=today)
    if not hits.update(hits=F("hits") + 1):
        CountedQuery.get(normal).add_hit(today)


def _count_missed(normal: str) -> None:
    today = timezone.localdate()
    missed, is_new = MissedQuery.objects.get_or_create(query=normal, defaults={"last_asked": today, "count": 1})
    if not is_new:
        MissedQuery.objects.filter(pk=missed.pk).update(count=F("count") + 1, last_asked=today)


@contextmanager
def _without_waiting() -> Iterator[None]:
    """Have SQLite fail at once if another connection writes (https://sqlite.org/pragma.html#pragma_busy_timeout)."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(before)}")


def pinned(typed: str) -> list[SearchPromotion]:
    """Return what editors put above the results of a query."""
    found = SearchPromotion.objects.filter(query__query_string=normalise_query_string(typed))
    return list(found)


def register_query_retention() -> None:
    """Register the retention of queries; their users are never recorded."""
    register_retention(
        "searches without results, not repeated",
        timedelta(days=365),
        lambda then: MissedQuery.objects.filter(last_asked__lt=then.date()),
    )
    register_retention("counts of searches", COUNTED, lambda then: QueryDailyHits.objects.filter(date__lt=then.date()))
    register_retention(
        "searches that are counted no more",
        timedelta(0),
        lambda _then: CountedQuery.objects.filter(daily_hits=None, editors_picks=None),
    )
