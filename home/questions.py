"""What is asked of the database for the front page; see `base.compiled_queries`."""

from typing import Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, When

from archive.models import IssuePage
from articles.models import ArticlePage, Kind, SectionPage
from base.compiled_queries import compiled

LATEST = 8
PER_SECTION = 3
EVENTS = 3
FROM_THE_ARCHIVE = 6
# Among so many of the newest pieces, most sections have theirs.
LOOKED_AT = 100


@compiled
def newest() -> QuerySet[Any]:
    """Ask for keys, sections and kinds of the newest articles."""
    return ArticlePage.objects.newest_first().values_list("pk", "listed_in", "kind")[:LOOKED_AT]


@compiled
def newest_of(*sections: Any) -> QuerySet[Any]:
    """Ask for some sections, each with the keys of its newest articles."""
    own = ArticlePage.objects.newest_first().filter(listed_in=OuterRef("pk")).exclude(kind=Kind.EVENT)
    places = [Subquery(own.values("pk")[place : place + 1]) for place in range(PER_SECTION + 1)]
    return SectionPage.objects.filter(id__in=sections).order_by().values_list("pk", *places)


@compiled
def events_after(moment: Any) -> QuerySet[Any]:
    """Ask for the keys of the next events."""
    return ArticlePage.objects.upcoming_events(moment).values_list("pk", flat=True)[:EVENTS]


@compiled
def articles_for_cards(*keys: Any) -> QuerySet[Any]:
    """Ask for articles and what cards show of them, without the sizes of pictures."""
    return ArticlePage.objects.published().filter(id__in=keys).for_cards().prefetch_related(None)


@compiled
def issues_of(months: Any) -> QuerySet[Any]:
    """Ask for issues, those of a pair of months first."""
    issues = IssuePage.objects.published().by_type()
    ranked = issues.annotate(rank=Case(When(months=months, then=0), default=1))
    in_order = ranked.order_by("rank", "-year", "-months")
    return in_order.for_cards().prefetch_related(None)[:FROM_THE_ARCHIVE]
