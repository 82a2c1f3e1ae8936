"""Articles, sections, trends and contributors for front ends: one request gives all that one view needs."""

import uuid
from typing import Any

from django.core.signing import BadSignature
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.pagination import paginate
from wagtail.api.v3.auth import AllowAnonymous
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination

from articles.models import ArticlePage, ArticleQuerySet, Contributor, Kind, SectionPage, Trend
from articles.schemas import (
    ArticleOut,
    ArticleSummary,
    ContributorOut,
    SectionOut,
    TrendOut,
    article_out,
    contributor_out,
    section_out,
    summaries,
    trend_out,
)

articles = Router(tags=["articles"], auth=AllowAnonymous())
sections = Router(tags=["sections"], auth=AllowAnonymous())
trends = Router(tags=["trends"], auth=AllowAnonymous())
contributors = Router(tags=["contributors"], auth=AllowAnonymous())


class Summaries(WagtailLimitOffsetPagination):
    """Pages of articles, written for a list."""

    def paginate_queryset(
        self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        """Give one page and the count of all."""
        page: dict[str, Any] = super().paginate_queryset(queryset, pagination, request, **params)
        return page | {"items": summaries(list(page["items"]), request)}


class ArticleFilter(Schema):
    """What a list of articles can be narrowed to; slugs, as they stand in addresses."""

    section: str | None = None
    trend: str | None = None
    contributor: str | None = None
    kind: Kind | None = None

    def apply(self, found: ArticleQuerySet) -> ArticleQuerySet:
        """Narrow a list of articles."""
        if self.section:
            found = found.filter(path__startswith=_path_of_section(self.section))
        if self.trend:
            found = found.filter(article_trends__tag__slug=self.trend)
        if self.contributor:
            found = found.filter(pk__in=_credited(self.contributor))
        return found.filter(kind=self.kind) if self.kind else found


def _path_of_section(slug: str) -> str:
    return get_object_or_404(SectionPage.objects.live().public(), slug=slug).path


def _credited(slug: str) -> QuerySet[Any]:
    return Contributor.objects.filter(slug=slug).values("credits__article")


@articles.get(
    "/", response=list[ArticleSummary], summary="List articles, newest first", operation_id="articles_list"
)
@paginate(Summaries)
def list_articles(request: HttpRequest, narrowed: Query[ArticleFilter]) -> ArticleQuerySet:
    """Published articles; narrow them by the slug of a section, trend or contributor, or by kind."""
    return narrowed.apply(ArticlePage.objects.newest_first()).with_byline()


@articles.get(
    "/by-path/", response=ArticleOut, summary="Article at an address", operation_id="articles_by_path"
)
def article_by_path(request: HttpRequest, path: str) -> dict[str, Any]:
    """The article that stands at a path of the site, such as `/features/the-broken-button/`."""
    section, _slash, slug = path.strip("/").partition("/")
    found = ArticlePage.objects.published().with_byline().filter(slug=slug)
    return article_out(get_object_or_404(found, path__startswith=_path_of_section(section)), request)


@articles.get(
    "/preview/", response=ArticleOut, summary="Draft shown in a preview", operation_id="articles_preview"
)
def article_preview(request: HttpRequest, token: str) -> dict[str, Any]:
    """The draft behind a token that the editor's preview hands to the front end; it lives for a day."""
    try:
        draft = ArticlePage.get_page_from_preview_token(token)
    except BadSignature as error:
        raise Http404 from error
    if draft is None:
        raise Http404
    return article_out(draft, request)


@articles.get("/{uuid:public_id}/", response=ArticleOut, summary="Article", operation_id="articles_detail")
def get_article(request: HttpRequest, public_id: uuid.UUID) -> dict[str, Any]:
    """An article in full, by the identifier that never changes."""
    return article_out(
        get_object_or_404(ArticlePage.objects.published().with_byline(), public_id=public_id), request
    )


@sections.get("/", response=list[SectionOut], summary="List sections", operation_id="reader_sections_list")
def list_sections(request: HttpRequest) -> list[dict[str, Any]]:
    """The departments in the order of the site's menu."""
    return [section_out(section, request) for section in SectionPage.objects.live().public().order_by("path")]


@sections.get("/{slug}/", response=SectionOut, summary="Section", operation_id="reader_sections_detail")
def get_section(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One department."""
    return section_out(get_object_or_404(SectionPage.objects.live().public(), slug=slug), request)


@trends.get("/", response=list[TrendOut], summary="List trends", operation_id="trends_list")
def list_trends(request: HttpRequest) -> list[dict[str, Any]]:
    """The whole vocabulary with groups, synonyms and see-also links."""
    found = Trend.objects.select_related("group").prefetch_related("synonyms", "see_also")
    return [trend_out(trend, request) for trend in found]


@trends.get("/{slug}/", response=TrendOut, summary="Trend", operation_id="trends_detail")
def get_trend(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One term of the vocabulary."""
    return trend_out(get_object_or_404(Trend.objects.select_related("group"), slug=slug), request)


class Profiles(WagtailLimitOffsetPagination):
    """Pages of contributors."""

    def paginate_queryset(
        self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        """Give one page and the count of all."""
        page: dict[str, Any] = super().paginate_queryset(queryset, pagination, request, **params)
        return page | {"items": [contributor_out(person, request) for person in page["items"]]}


def _profiles() -> QuerySet[Contributor]:
    return Contributor.objects.select_related("institution", "portrait").prefetch_related(
        "links", "portrait__renditions"
    )


@contributors.get(
    "/", response=list[ContributorOut], summary="List contributors", operation_id="contributors_list"
)
@paginate(Profiles)
def list_contributors(request: HttpRequest) -> QuerySet[Contributor]:
    """Everybody with a credit on a published article, by name."""
    return _profiles().filter(credits__article__live=True).distinct()


@contributors.get(
    "/{slug}/", response=ContributorOut, summary="Contributor", operation_id="contributors_detail"
)
def get_contributor(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One person or organisation with the whole profile."""
    return contributor_out(get_object_or_404(_profiles(), slug=slug), request)
