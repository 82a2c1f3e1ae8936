"""Every type of pages that carries trends and credits: what it adds to theirs, and whom and what it names."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from articles.models import ArticlePage, ArticleTrend, Contributor, Credit, Trend
from base.pages.page_queries import published_via
from members.models import Institution

Subject = Trend | Contributor | Institution


@dataclass(frozen=True)
class ContentGroup:
    """Some pieces under a heading; their rows go into components/archived_row.html."""

    title: str
    rows: Sequence[Any]
    total: int
    more_url: str = ""


@dataclass(frozen=True)
class ContentSource:
    """A type of pages with its credits and links to trends, and what stands beside the articles of today.

    `about` gives the newest pieces about a trend, by a contributor or from an institution.
    """

    page: Any
    credit: Any
    link: Any
    about: Callable[[Subject, HttpRequest], ContentGroup | None] = lambda _subject, _request: None


_sources = [ContentSource(ArticlePage, Credit, ArticleTrend)]


def register(source: ContentSource) -> None:
    """Register a source, whose pieces then appear on trend, contributor and institution pages."""
    _sources.append(source)


def registered() -> Sequence[ContentSource]:
    """Return all sources, that of the articles first."""
    return tuple(_sources)


def content_groups(subject: Subject, request: HttpRequest) -> list[ContentGroup]:
    """Return what other sources have on a subject."""
    found = (source.about(subject, request) for source in _sources)
    return [shelf for shelf in found if shelf]


def everybody_credited() -> QuerySet[Contributor]:
    """Return everybody with a credit on a published piece of any kind."""
    credits = [source.credit.objects.filter(published_via("article")) for source in _sources]
    return Contributor.objects.filter(_any_of(credits, contributor=OuterRef("pk")))


def carried_anywhere() -> QuerySet[Trend]:
    """Return the trends that a published piece of any kind carries, by name."""
    links = [source.link.objects.filter(published_via("content_object")) for source in _sources]
    return Trend.objects.filter(_any_of(links, tag=OuterRef("pk"))).order_by("name")


def _any_of(relations: Iterable[QuerySet[Any]], **outer: Any) -> Q:
    return reduce(or_, (Q(Exists(found.filter(**outer))) for found in relations))


def count_credits(people: Collection[int]) -> Counter[int]:
    """Return on how many published pieces each of some contributors has a credit."""
    of_them = Q(published_via("article"), contributor__in=people)
    credits = (source.credit.objects.filter(of_them) for source in _sources)
    return _count(credits, "contributor", "article")


def count_carried() -> Counter[int]:
    """Return how many published pieces carry each trend."""
    links = (source.link.objects.filter(content_object__in=source.page.objects.published()) for source in _sources)
    return _count(links, "tag", "content_object")


def _count(relations: Iterable[QuerySet[Any]], subject: str, piece: str) -> Counter[int]:
    counts: Counter[int] = Counter()
    for found in relations:
        grouped = found.order_by().values(subject).annotate(count=Count(piece, distinct=True))
        counts.update(dict(grouped.values_list(subject, "count")))
    return counts
