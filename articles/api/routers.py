"""Articles, sections, trends and contributors for front ends: one request gives all that one view needs."""

import uuid
from collections.abc import Callable
from typing import Annotated, Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from ninja import Field, Query, Router, Schema
from ninja.decorators import decorate_view
from ninja.errors import HttpError
from ninja.pagination import paginate
from pydantic import StringConstraints
from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination

from articles.api.schemas import (
    ArticleOut,
    ArticleSummary,
    ContributorOut,
    SectionList,
    SectionOut,
    TrendList,
    TrendOut,
)
from articles.api.serializers import article_out, contributor_out, profiles, section_out, summaries, trend_out
from articles.content_sources import everybody_credited
from articles.keyset import Cursor, CursorConverter
from articles.models import ArticlePage, ArticleQuerySet, Contributor, Kind, SectionPage, Trend
from articles.site_structure import top_level
from members.reading.access import is_readable, mark_no_store
from page_store.per_generation import once_per_generation

articles = Router(tags=["articles"], auth=[BearerTokenAuth(), AllowAnonymous()])
sections = Router(tags=["sections"], auth=AllowAnonymous())
trends = Router(tags=["trends"], auth=AllowAnonymous())
contributors = Router(tags=["contributors"], auth=AllowAnonymous())

Slug = Annotated[str, StringConstraints(pattern=r"^[-\w]+$", max_length=255)]
Path = Annotated[str, StringConstraints(pattern=r"^[-\w/]+$", max_length=1000)]
MOST_LEFT_OUT = 1000


class Pages(WagtailLimitOffsetPagination):
    """One page of a list at a time, up to Wagtail's limit of items."""

    class Input(WagtailLimitOffsetPagination.Input):
        """Which page; an offset that no database could count to is refused."""

        offset: int = Field(default=0, ge=0, le=1_000_000)

    def __init__(self, write: Callable[..., list[dict[str, Any]]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.write = write

    def paginate_queryset(self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any) -> dict[str, Any]:
        """Return one page, and the count of all."""
        page: dict[str, Any] = super().paginate_queryset(queryset, pagination, request, **params)
        return page | {"items": self.write(list(page["items"]), request)}


class DatedPages(Pages):
    """Pages of articles, the newest first; each names the address of what is older.

    To follow it costs the same however long the list is. An offset walks through what it leaves out, so it
    does not lead far. All are counted once in each generation.
    """

    class Input(Pages.Input):
        """Which page: so many from the beginning, or what comes after a place."""

        before: str | None = Field(
            None, pattern=f"^{CursorConverter.regex}$", description="As `next` of the page before says."
        )

    class Output(Schema):
        """A page; the count is for whoever begins."""

        items: list[Any]
        count: int | None = Field(description="How many there are in all; not said with `before`.")
        next: str | None = Field(description="The address of what is older, if anything is.")

    def paginate_queryset(self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any) -> dict[str, Any]:
        """Return one page and the way to the next one."""
        _check(pagination)
        rest = _after(pagination.before, queryset) if pagination.before else queryset
        start = 0 if pagination.before else pagination.offset
        found = list(rest[start : start + pagination.limit + 1])
        shown = found[: pagination.limit]
        return {
            "items": self.write(shown, request),
            "count": None if pagination.before else _count(queryset, request, **params),
            "next": _next_url(request, shown[-1]) if len(found) > len(shown) else None,
        }


def _check(pagination: Any) -> None:
    if pagination.limit > (most := getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20)):
        raise HttpError(400, f"limit cannot be higher than {most}")
    if pagination.offset > MOST_LEFT_OUT:
        raise HttpError(400, f"offset cannot be higher than {MOST_LEFT_OUT}: follow “next” to what is older")


def _count(articles: ArticleQuerySet, request: HttpRequest, narrowed: Any = None, **params: Any) -> int:
    return once_per_generation(request, ("count of articles", str(narrowed)), articles.count)


def _after(written: str, articles: ArticleQuerySet) -> ArticleQuerySet:
    try:
        found: ArticleQuerySet = Cursor.read(written).older(articles, "published_at")
    except ValueError as error:
        raise HttpError(422, f"There is no moment “{written}”.") from error
    return found


def _next_url(request: HttpRequest, last: Any) -> str:
    query = request.GET.copy()
    query.pop("offset", None)
    query["before"] = str(Cursor(last.published_at, last.pk))
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


class ArticleFilter(Schema):
    """What a list of articles can be narrowed to."""

    section: Slug | None = Field(None, description="Slug of a section.")
    trend: Slug | None = Field(None, description="Slug of a trend.")
    contributor: Slug | None = Field(None, description="Slug of somebody with a credit.")
    kind: Kind | None = Field(None, description="What sort of piece it is.")

    def apply(self, found: ArticleQuerySet) -> ArticleQuerySet:
        """Narrow a list of articles."""
        if self.section:
            found = found.filter(listed_in=named(SectionPage.objects.published(), self.section))
        if self.trend:
            found = found.carrying(named(Trend.objects.with_frequency(), self.trend))
        if self.contributor:
            found = found.credited_to(named(Contributor.objects.all(), self.contributor))
        return found.filter(kind=self.kind) if self.kind else found


def named(among: QuerySet[Any], slug: str) -> Any:
    """Return what a filter names; answers 422 when nothing has that slug."""
    if found := among.filter(slug=slug).first():
        return found
    raise HttpError(422, f"There is no {among.model._meta.verbose_name} with the slug “{slug}”.")


def one(among: QuerySet[Any], **wanted: Any) -> Any:
    """Return the one that is wanted; answers 404 when there is none."""
    if found := among.filter(**wanted).first():
        return found
    model: type[Model] = among.model
    raise Http404(f"There is no such {model._meta.verbose_name}.")


@articles.get("/", response=list[ArticleSummary], summary="List articles, newest first", operation_id="articles_list")
@paginate(DatedPages, write=summaries)
def list_articles(request: HttpRequest, narrowed: Query[ArticleFilter]) -> ArticleQuerySet:
    """Published articles; narrow them by section, trend, contributor and kind."""
    return narrowed.apply(ArticlePage.objects.newest_first()).with_byline().with_trends().defer("body")


@articles.get("/by-path/", response=ArticleOut, summary="Article at an address", operation_id="articles_by_path")
def article_by_path(request: HttpRequest, response: HttpResponse, path: Path) -> dict[str, Any]:
    """The article that stands at a path of the site, such as `/features/the-broken-button/`."""
    section, _slash, slug = path.strip("/").partition("/")
    parent = SectionPage.objects.published().filter(slug=section).first()
    among = ArticlePage.objects.child_of(parent) if parent else ArticlePage.objects.none()
    return _for_reader(one(among.published().with_byline().with_trends(), slug=slug), request, response)


@articles.get("/preview/", response=ArticleOut, summary="Draft shown in a preview", operation_id="articles_preview")
@decorate_view(cache_control(private=True, no_store=True))
def article_preview(request: HttpRequest, token: str) -> dict[str, Any]:
    """The draft behind a token that the editor's preview hands to the front end; it works for a day."""
    draft = ArticlePage.previewed_with(token)
    if draft is None:
        raise Http404("This preview is over, or never was. Open it again in the editor.")
    return article_out(draft, request)


@articles.get("/{uuid:public_id}/", response=ArticleOut, summary="Article", operation_id="articles_detail")
def get_article(request: HttpRequest, response: HttpResponse, public_id: uuid.UUID) -> dict[str, Any]:
    """An article in full, by the identifier that never changes."""
    article = one(ArticlePage.objects.published().with_byline().with_trends(), public_id=public_id)
    return _for_reader(article, request, response)


def _for_reader(article: ArticlePage, request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """Return as much of an article as whoever asks may read."""
    if article.is_gated():
        mark_no_store(response)
    return article_out(article, request, is_readable=is_readable(request, article))


@sections.get("/", response=SectionList, summary="List sections", operation_id="reader_sections_list")
def list_sections(request: HttpRequest) -> dict[str, Any]:
    """The departments in the order of the site's menu; always all of them."""
    items = [section_out(section, request) for section in top_level(request).sections]
    return {"count": len(items), "items": items}


@sections.get("/{slug}/", response=SectionOut, summary="Section", operation_id="reader_sections_detail")
def get_section(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    """One department."""
    return section_out(one(SectionPage.objects.published(), slug=slug), request)


def _vocabulary() -> QuerySet[Trend]:
    return Trend.objects.select_related("group").prefetch_related("synonyms", "see_also").order_by("name")


@trends.get("/", response=TrendList, summary="List trends", operation_id="trends_list")
def list_trends(request: HttpRequest) -> dict[str, Any]:
    """The vocabulary with groups, synonyms and see-also links; always the whole of it."""
    items = [trend_out(trend, request) for trend in _vocabulary()]
    return {"count": len(items), "items": items}


@trends.get("/{slug}/", response=TrendOut, summary="Trend", operation_id="trends_detail")
def get_trend(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    """One term of the vocabulary."""
    return trend_out(one(_vocabulary(), slug=slug), request)


def _with_profile(people: QuerySet[Contributor]) -> QuerySet[Contributor]:
    return people.select_related("institution", "portrait").prefetch_related("links", "portrait__renditions")


@contributors.get("/", response=list[ContributorOut], summary="List contributors", operation_id="contributors_list")
@paginate(Pages, write=profiles)
def list_contributors(request: HttpRequest) -> QuerySet[Contributor]:
    """Everybody with a credit on a published piece, by name."""
    return _with_profile(everybody_credited()).order_by("sort_name", "name", "pk")


@contributors.get("/{slug}/", response=ContributorOut, summary="Contributor", operation_id="contributors_detail")
def get_contributor(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    """One person or organisation with the whole profile."""
    return contributor_out(one(_with_profile(Contributor.objects.all()), slug=slug), request)
