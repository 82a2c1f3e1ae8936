"""Articles, sections, trends and contributors for front ends: one request returns all that one view needs."""

import uuid
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from ninja import Field, Query, Router, Schema
from ninja.decorators import decorate_view
from ninja.pagination import paginate

from articles.api.lookups import Path, Slug, filter_value_or_422, get_or_404
from articles.api.pagination import KeysetPagination, LimitOffsetPagination
from articles.api.schemas import (
    ArticleOut,
    ArticleSummary,
    ContributorOut,
    SectionList,
    SectionOut,
    TrendList,
    TrendOut,
)
from articles.models import ArticlePage, ArticleQuerySet, Contributor, Kind, SectionPage, Trend
from articles.pages.body_html import load_bodies
from articles.pages.cards import sections_of
from articles.site_structure import top_level
from base.api.auth import READERS
from members.reading.access import mark_no_store

articles = Router(tags=["articles"], auth=READERS)
sections = Router(tags=["sections"], auth=READERS)
trends = Router(tags=["trends"], auth=READERS)
contributors = Router(tags=["contributors"], auth=READERS)


class ArticleFilter(Schema):
    """What a list of articles can be narrowed to."""

    section: Slug | None = Field(None, description="Slug of a section.")
    trend: Slug | None = Field(None, description="Slug of a trend.")
    contributor: Slug | None = Field(None, description="Slug of somebody with a credit.")
    kind: Kind | None = Field(None, description="What sort of piece it is.")

    def apply(self, queryset: ArticleQuerySet) -> ArticleQuerySet:
        """Return the articles that match; raises HttpError 422 where a filter names nothing."""
        if self.section:
            queryset = queryset.filter(listed_in=filter_value_or_422(SectionPage.objects.published(), self.section))
        if self.trend:
            queryset = queryset.carrying(filter_value_or_422(Trend.objects.public().with_frequency(), self.trend))
        if self.contributor:
            queryset = queryset.credited_to(filter_value_or_422(Contributor.objects.public(), self.contributor))
        return queryset.filter(kind=self.kind) if self.kind else queryset


def prefetch_sections(articles: list[ArticlePage], request: HttpRequest) -> None:
    """Load the sections of a list of articles together."""
    sections = sections_of(articles, request)
    for article in articles:
        article.section = sections[article.parent_path]


@articles.get("/", response=list[ArticleSummary], summary="List articles, newest first", operation_id="articles_list")
@paginate(KeysetPagination, prefetch=prefetch_sections)
def list_articles(request: HttpRequest, filters: Query[ArticleFilter]) -> ArticleQuerySet:
    """Published articles; narrow them by section, trend, contributor and kind."""
    return filters.apply(ArticlePage.objects.newest_first()).with_byline().with_trends().defer("body")


@articles.get("/by-path/", response=ArticleOut, summary="Article at an address", operation_id="articles_by_path")
def article_by_path(request: HttpRequest, response: HttpResponse, path: Path) -> ArticlePage:
    """The article that stands at a path of the site, such as `/features/the-broken-button/`."""
    section, _slash, slug = path.strip("/").partition("/")
    parent = SectionPage.objects.published().filter(slug=section).first()
    children = ArticlePage.objects.child_of(parent) if parent else ArticlePage.objects.none()
    return _in_full(get_or_404(children.published().with_byline().with_trends(), slug=slug), response)


@articles.get("/preview/", response=ArticleOut, summary="Draft shown in a preview", operation_id="articles_preview")
@decorate_view(cache_control(private=True, no_store=True))
def article_preview(request: HttpRequest, token: str) -> ArticlePage:
    """The draft behind a token that the editor's preview hands to the front end; it works for a day."""
    draft = ArticlePage.previewed_with(token)
    if draft is None:
        raise Http404("This preview is over, or never was. Open it again in the editor.")
    request.is_preview = True  # type: ignore[attr-defined]  # Wagtail’s mark
    load_bodies([draft])
    return draft


@articles.get("/{uuid:public_id}/", response=ArticleOut, summary="Article", operation_id="articles_detail")
def get_article(request: HttpRequest, response: HttpResponse, public_id: uuid.UUID) -> ArticlePage:
    """An article in full, by the identifier that never changes."""
    published = ArticlePage.objects.published().with_byline().with_trends()
    return _in_full(get_or_404(published, public_id=public_id), response)


def _in_full(article: ArticlePage, response: HttpResponse) -> ArticlePage:
    if article.is_gated():
        mark_no_store(response)
    load_bodies([article])
    return article


@sections.get("/", response=SectionList, summary="List sections", operation_id="reader_sections_list")
def list_sections(request: HttpRequest) -> dict[str, Any]:
    """The departments in the order of the site's menu; always all of them."""
    items = top_level(request).sections
    return {"count": len(items), "items": items}


@sections.get("/{slug}/", response=SectionOut, summary="Section", operation_id="reader_sections_detail")
def get_section(request: HttpRequest, slug: Slug) -> SectionPage:
    """One department."""
    return get_or_404(SectionPage.objects.published(), slug=slug)


def _vocabulary() -> QuerySet[Trend]:
    see_also = Prefetch("see_also", Trend.objects.public())
    return Trend.objects.public().select_related("group").prefetch_related("synonyms", see_also).order_by("name")


@trends.get("/", response=TrendList, summary="List trends", operation_id="trends_list")
def list_trends(request: HttpRequest) -> dict[str, Any]:
    """The vocabulary with groups, synonyms and see-also links; always the whole of it that is public."""
    items = list(_vocabulary())
    return {"count": len(items), "items": items}


@trends.get("/{slug}/", response=TrendOut, summary="Trend", operation_id="trends_detail")
def get_trend(request: HttpRequest, slug: Slug) -> Trend:
    """One term of the vocabulary."""
    return get_or_404(_vocabulary(), slug=slug)


def _with_profile(contributors: QuerySet[Contributor]) -> QuerySet[Contributor]:
    return contributors.select_related("institution", "portrait").prefetch_related("links", "portrait__renditions")


@contributors.get("/", response=list[ContributorOut], summary="List contributors", operation_id="contributors_list")
@paginate(LimitOffsetPagination)
def list_contributors(request: HttpRequest) -> QuerySet[Contributor]:
    """Everybody with a credit on a published piece, by name."""
    return _with_profile(Contributor.objects.public()).order_by("sort_name", "name", "pk")


@contributors.get("/{slug}/", response=ContributorOut, summary="Contributor", operation_id="contributors_detail")
def get_contributor(request: HttpRequest, slug: Slug) -> Contributor:
    """One person or organisation with the whole profile."""
    return get_or_404(_with_profile(Contributor.objects.public()), slug=slug)
