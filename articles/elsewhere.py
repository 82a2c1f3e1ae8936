"""What stands beside the articles of today and is about the same: whoever has such pieces registers here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from articles.models import ArticlePage, Contributor, Trend
from members.models import Institution


@dataclass(frozen=True)
class Shelf:
    """Some pieces under a heading; their rows go into components/archived_row.html."""

    title: str
    rows: Sequence[Any]
    total: int
    more_url: str = ""


class Source(Protocol):
    """Pieces of another app that carry trends and credits."""

    def about(self, subject: Trend | Contributor | Institution, request: HttpRequest) -> Shelf | None:
        """Give the newest pieces about a trend, by a contributor or from an institution."""

    def credited(self) -> QuerySet[Any]:
        """Give the keys of everybody with a credit on a published piece."""

    def credits(self) -> Counter[int]:
        """Give how many published pieces each contributor has a credit on."""

    def carried(self) -> Counter[int]:
        """Give how many published pieces carry each trend."""


_sources: list[Source] = []


def register(source: Source) -> None:
    """Let a source add to the pages of trends, contributors and institutions."""
    _sources.append(source)


def shelves(subject: Trend | Contributor | Institution, request: HttpRequest) -> list[Shelf]:
    """Give what other sources have on a subject."""
    found = (source.about(subject, request) for source in _sources)
    return [shelf for shelf in found if shelf]


def everybody_credited() -> QuerySet[Contributor]:
    """Give everybody with a credit on a published piece of any kind."""
    asked = Q(pk__in=ArticlePage.objects.published().contributors().values("pk"))
    for source in _sources:
        asked |= Q(pk__in=source.credited())
    return Contributor.objects.filter(asked)


def add_credits(people: Iterable[Any]) -> None:
    """Add to `count` of each contributor the pieces of other sources."""
    _add(people, sum((source.credits() for source in _sources), Counter[int]()))


def add_carried(trends: Iterable[Any]) -> None:
    """Add to `count` of each trend the pieces of other sources."""
    _add(trends, sum((source.carried() for source in _sources), Counter[int]()))


def carried_anywhere() -> QuerySet[Trend]:
    """Give the trends that a published piece of any kind carries."""
    keys = [key for source in _sources for key in source.carried()]
    return (Trend.objects.in_use() | Trend.objects.filter(pk__in=keys).distinct()).order_by("name")


def _add(counted: Iterable[Any], more: Counter[int]) -> None:
    for thing in counted:
        thing.count += more[thing.pk]
