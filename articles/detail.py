"""Everything that the page of an article shows besides its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest
from wagtail.images.shortcuts import get_rendition_or_not_found

from articles.body import load_bodies
from articles.bylines import BylineGroup, byline
from articles.events import EventTime, event_time
from articles.models.trend import Trend, TrendQuerySet
from articles.structured_data import news_article
from base.images import SOCIAL
from members.access import is_readable
from members.models import Institution

if TYPE_CHECKING:
    from articles.models import ArticlePage, Credit

RELATED = 4


@dataclass(frozen=True)
class ArticleDetail:
    """What stands around the text of an article."""

    section: Any
    byline: Sequence[BylineGroup]
    people: Sequence["Credit"]
    trends: Sequence[Trend]
    institutions: Sequence[Institution]
    event: EventTime | None
    related: Sequence["ArticlePage"]
    social_image: Any
    structured_data: dict[str, Any]
    is_gated: bool
    is_readable: bool


def _credits(page: "ArticlePage") -> list["Credit"]:
    """Give the credits with their people; in a preview, where nothing is saved, as they are typed."""
    credits = page.credits.all()
    if isinstance(credits, QuerySet):
        return list(credits.select_related("contributor__portrait"))
    prefetch_related_objects(list(credits), "contributor__portrait")
    return list(credits)


def trends_of(page: Any) -> list[Trend]:
    """Give the trends that a page carries, for comparison with others; in a preview as they are ticked."""
    trends = page.trends.all()
    return list(trends.with_frequency() if isinstance(trends, TrendQuerySet) else trends)


def article_detail(page: "ArticlePage", request: HttpRequest) -> ArticleDetail:
    """Load what the page shows, as it is saved or, in a preview, as it is typed."""
    credits, trends = _credits(page), trends_of(page)
    section = page.section.specific
    image = page.social_image or page.lead_image
    readable = getattr(request, "is_preview", False) or is_readable(request, page)
    portraits = [credit.contributor.portrait for credit in credits]
    load_bodies(
        [page] if readable else [],
        beside=[image, page.lead_image, *portraits],
        all_open=getattr(page, "nothing_is_restricted", False),
    )
    social = get_rendition_or_not_found(image, SOCIAL) if image else None
    return ArticleDetail(
        section=section,
        byline=byline(credits),
        people=list({credit.contributor_id: credit for credit in reversed(credits)}.values())[::-1],
        trends=trends,
        institutions=list(page.institutions.all()),
        event=event_time(page),
        related=list(type(page).objects.sharing(trends).exclude(pk=page.pk)[:RELATED]) if trends else [],
        social_image=social,
        structured_data=news_article(
            page,
            section=section,
            authors=[credit for credit in credits if credit.is_in_byline],
            trends=trends,
            image=social,
            request=request,
        ),
        is_gated=page.is_gated(),
        is_readable=readable,
    )
