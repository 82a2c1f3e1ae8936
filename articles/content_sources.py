"""A registry of page types with trends and credits, and of what they add to pages of trends and people."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model

from articles.models import ArticlePage, ArticleTrend, Contributor, Credit, Trend
from articles.models.querysets import SHOWN_AS_RELATED
from base.pages.page_queries import published_via
from base.pages.public_uses import register_public_use, used_by
from members.models import Institution

SHOWN_IN_LINES = (*SHOWN_AS_RELATED, "access", "gated_until")
Subject = Trend | Contributor | Institution


@dataclass(frozen=True)
class ContentGroup:
    """Some pieces under a heading; their rows go into components/archived_row.html."""

    title: str
    rows: Sequence[Any]
    total: int
    more_url: str = ""


@dataclass(frozen=True)
class Line:
    """A piece of any kind in a short list."""

    title: str
    url: str
    kicker: str
    when: str
    is_gated: bool


@dataclass(frozen=True)
class ContentSource:
    """A type of pages with its credits and links to trends, and the content that it adds beside articles.

    `months` returns the first day of the month of each published piece, by its key; `lines` returns those of some
    published pieces, by key. `about` returns the newest pieces about a trend, by a contributor or from an institution.
    """

    name: Any
    page: Any
    credit: Any
    link: Any
    months: Callable[[], dict[int, date]]
    lines: Callable[[Collection[int], HttpRequest], dict[int, Line]]
    about: Callable[[Subject, HttpRequest], ContentGroup | None] = lambda _subject, _request: None


_sources: list[ContentSource] = []


def register(source: ContentSource) -> None:
    """Register a source: its pieces appear on trend, contributor and institution pages, and make them public."""
    _sources.append(source)
    register_public_use(Contributor, lambda: used_by(_credits(source), "contributor"))
    register_public_use(Institution, lambda: used_by(_credits(source), "institution"))
    register_public_use(Trend, lambda: used_by(_links(source), "tag"))


def _credits(source: ContentSource) -> QuerySet[Any]:
    return source.credit.objects.filter(published_via("article"))


def _links(source: ContentSource) -> QuerySet[Any]:
    return source.link.objects.filter(published_via("content_object"))


def register_articles() -> None:
    """Register articles, and the further ways in which they and their contributors name institutions."""
    register(
        ContentSource(_("Today’s magazine"), ArticlePage, Credit, ArticleTrend, ArticlePage.objects.months, _lines)
    )
    register_public_use(Trend, lambda: ~Q(status=Trend.Status.PROPOSED))
    about = ArticlePage.institutions.through.objects
    register_public_use(Institution, lambda: used_by(about.filter(published_via("articlepage")), "institution"))
    register_public_use(Institution, lambda: used_by(ArticlePage.objects.published(), "review_host"))
    register_public_use(Institution, lambda: used_by(Contributor.objects.public(), "institution"))
    register_public_use(get_image_model(), lambda: used_by(Contributor.objects.public(), "portrait"))


def _lines(keys: Collection[int], request: HttpRequest) -> dict[int, Line]:
    found = ArticlePage.objects.published().filter(pk__in=keys).only(*SHOWN_IN_LINES)
    return {article.pk: _line(article, request) for article in found}


def _line(article: ArticlePage, request: HttpRequest) -> Line:
    when = date_format(timezone.localtime(article.published_at), "F Y") if article.published_at else ""
    url = article.get_url(request) or ""
    return Line(article.listed_title, url, article.get_kind_display(), when, article.is_gated())


def lines(keys: Sequence[int], request: HttpRequest) -> list[Line]:
    """Return a line for each of some pieces that is published, in the order in which they are given."""
    found: dict[int, Line] = {}
    for source in registered() if keys else ():
        found |= source.lines([key for key in keys if key not in found], request)
    return [found[key] for key in keys if key in found]


def registered() -> Sequence[ContentSource]:
    """Return all sources, that of the articles first."""
    return sorted(_sources, key=lambda source: source.page is not ArticlePage)


def content_groups(subject: Subject, request: HttpRequest) -> list[ContentGroup]:
    """Return what other sources have on a subject."""
    found = (source.about(subject, request) for source in _sources)
    return [shelf for shelf in found if shelf]


def carried_anywhere() -> QuerySet[Trend]:
    """Return the trends that a published piece of any kind carries, by name."""
    return Trend.objects.filter(reduce(or_, (used_by(_links(source), "tag") for source in _sources))).order_by("name")


def count_credits(people: Collection[int]) -> Counter[int]:
    """Return on how many published pieces each of some contributors has a credit."""
    of_them = Q(published_via("article"), contributor__in=people)
    credits = (source.credit.objects.filter(of_them) for source in _sources)
    return _count(credits)


def count_concerning(institutions: Collection[int]) -> Counter[int]:
    """Return how many published articles are about each of some institutions or were written there."""
    about = ArticlePage.institutions.through.objects.filter(published_via("articlepage"), institution__in=institutions)
    written = Credit.objects.filter(published_via("article"), institution__in=institutions).order_by()
    pairs = about.values_list("institution", "articlepage").union(written.values_list("institution", "article"))
    return Counter(institution for institution, _article in pairs)


def _count(relations: Iterable[QuerySet[Any]]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for found in relations:
        grouped = found.order_by().values("contributor").annotate(count=Count("article", distinct=True))
        counts.update(dict(grouped.values_list("contributor", "count")))
    return counts
