"""Everything that the page of an archived article shows besides its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from wagtail.images.shortcuts import get_rendition_or_not_found

from archive.models import ArchivedArticlePage, IssuePage
from archive.reading.citation import reference
from archive.reading.structured_data import archived_article
from articles.models import ArticlePage, Trend
from articles.pages.article_context import related_to, trends_of
from articles.pages.bylines import BylineGroup, byline
from articles.pages.citation import Reference, in_words
from base.media.renditions import SOCIAL_COVER
from base.pages.page_contexts import register_page_context
from members.reading.access import is_readable


@dataclass(frozen=True)
class ArchivedArticleDetail:
    """Everything that the page of an archived article shows besides its text."""

    issue: IssuePage
    byline: Sequence[BylineGroup]
    trends: Sequence[Trend]
    today: Sequence[ArticlePage]
    previous: ArchivedArticlePage | None
    next: ArchivedArticlePage | None
    scan_url: str
    reference: Reference
    citation: str
    social_image: Any
    structured_data: dict[str, Any]
    is_gated: bool
    is_readable: bool


@register_page_context(ArchivedArticlePage)
def archived_article_context(page: ArchivedArticlePage, request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page, saved or in a preview."""
    return {"detail": archived_article_detail(page, request)}


def archived_article_detail(page: ArchivedArticlePage, request: HttpRequest) -> ArchivedArticleDetail:
    """Load the content of the page, saved or in a preview."""
    issue, credits, trends = page.issue, list(page.credits.all()), trends_of(page)
    prefetch_related_objects(credits, "contributor", "institution")
    before, after = neighbours_of(page)
    image = page.social_image or issue.cover
    social = get_rendition_or_not_found(image, SOCIAL_COVER) if image else None
    authors = [credit for credit in credits if credit.is_in_byline]
    cited = reference(page, authors, request)
    return ArchivedArticleDetail(
        issue=issue,
        byline=byline(credits),
        trends=trends,
        today=related_to(page),
        previous=before,
        next=after,
        scan_url=scan_url(page, issue, request),
        reference=cited,
        citation=in_words(cited),
        social_image=social,
        structured_data=archived_article(page, authors=authors, trends=trends, image=social, request=request),
        is_gated=page.is_gated(),
        is_readable=getattr(request, "is_preview", False) or is_readable(request, page),
    )


def neighbours_of(page: ArchivedArticlePage) -> tuple[ArchivedArticlePage | None, ArchivedArticlePage | None]:
    """Return the articles before and after one in the contents of its issue."""
    order = list(page.issue.articles().defer("text", "teaser"))
    keys = [article.pk for article in order]
    if page.pk not in keys:
        return None, None
    place = keys.index(page.pk)
    return order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None


def scan_url(page: ArchivedArticlePage, issue: IssuePage, request: HttpRequest) -> str:
    """The address of the scan of its first page, if there is one."""
    if page.first_page is None or not issue.scans.filter(position=issue.position_of(page.first_page)).exists():
        return ""
    return issue.page_address(page.first_page, request)
