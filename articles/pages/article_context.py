"""The context of article pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest
from wagtail.images.shortcuts import get_rendition_or_not_found

from articles.corrections.notices import Notice, correction_comments, notices_of
from articles.models import ArticlePage, Credit, Trend
from articles.pages.body_html import load_bodies
from articles.pages.bylines import BylineGroup, byline
from articles.pages.structured_data import news_article
from base.media.renditions import SOCIAL
from base.pages.page_contexts import register_page_context
from members.models import Institution
from members.reading.access import is_readable

RELATED = 4
MOST_FOLLOWS = 8


@dataclass(frozen=True)
class ArticleDetail:
    """Everything that the page of an article shows besides its text."""

    section: Any
    byline: Sequence[BylineGroup]
    authors: Sequence[Credit]
    people: Sequence[Credit]
    trends: Sequence[Trend]
    institutions: Sequence[Institution]
    related: Sequence[ArticlePage]
    notices: Sequence[Notice]
    social_image: Any
    structured_data: dict[str, Any]
    is_gated: bool
    is_readable: bool

    @property
    def follows(self) -> list[tuple[str, str]]:
        """The lists that a reader may want to follow after the article, by the names of their feeds."""
        people = [credit.contributor for credit in self.people]
        scopes = (("sections", [self.section]), ("trends", self.trends), ("contributors", people))
        found = [(str(one), f"{scope}/{one.slug}") for scope, subjects in scopes for one in subjects]
        return [*found, *((one.name, f"institutions/{one.slug}") for one in self.institutions)][:MOST_FOLLOWS]

    @property
    def is_retracted(self) -> bool:
        """Return whether a notice says that the article is retracted, also in a preview."""
        return any(notice.is_retraction for notice in self.notices)


def _credits(page: ArticlePage) -> list[Credit]:
    """Return the credits with their people; in a preview, the unsaved ones."""
    credits = page.credits.all()
    if isinstance(credits, QuerySet):
        return list(Credit.objects.for_article(page.pk))
    prefetch_related_objects(list(credits), "contributor__portrait")
    return list(credits)


def _institutions(page: ArticlePage) -> list[Institution]:
    return list(page.institutions.all())


def trends_of(page: Any) -> list[Trend]:
    """Return the trends of a page; in a preview, the unsaved ones."""
    trends = page.trends.all()
    saved = isinstance(trends, QuerySet)
    return list(Trend.objects.carried_by(page.pk, links=page.trends.through) if saved else trends)


def related_to(page: Any) -> list[ArticlePage]:
    """Return the articles related to a page; none if it was never saved."""
    return ArticlePage.objects.related_to(page.pk, limit=RELATED) if page.pk else []


@register_page_context(ArticlePage)
def article_context(page: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page, saved or in a preview."""
    return {"detail": article_detail(page, request)}


def article_detail(page: ArticlePage, request: HttpRequest) -> ArticleDetail:
    """Load the content of the page, saved or in a preview."""
    credits, trends = _credits(page), trends_of(page)
    section = page.section.specific
    image = page.social_image or page.lead_image
    readable = getattr(request, "is_preview", False) or is_readable(request, page)
    authors = [credit for credit in credits if credit.is_in_byline]
    portraits = [credit.contributor.portrait for credit in credits]
    load_bodies(
        [page] if readable else [],
        beside=[image, page.lead_image, *portraits],
        all_open=getattr(page, "has_no_restrictions", False),
    )
    notices = notices_of(page, is_readable=readable)
    social = get_rendition_or_not_found(image, SOCIAL) if image else None
    return ArticleDetail(
        section=section,
        byline=byline(credits),
        authors=authors,
        people=list({credit.contributor_id: credit for credit in reversed(credits)}.values())[::-1],
        trends=trends,
        institutions=_institutions(page),
        related=related_to(page),
        social_image=social,
        structured_data=news_article(
            page,
            section=section,
            authors=authors,
            trends=trends,
            image=social,
            request=request,
        )
        | correction_comments(notices),
        notices=notices,
        is_gated=page.is_gated(),
        is_readable=readable,
    )
