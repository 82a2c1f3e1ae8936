"""Articles and sections for front ends: one request returns all that one screen shows."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from ninja import Query, Router
from ninja.decorators import decorate_view
from ninja.pagination import paginate

from articles.api.article_schemas import ArticleOut
from articles.api.filters import ArticleFilter
from articles.api.first_articles import ORDERINGS
from articles.api.lookups import Path, Slug, get_by_slug_or_404, get_or_404
from articles.api.schemas import ArticleSummary, SectionOut, prefetch_sections
from articles.models import ArticlePage, ArticleQuerySet, SectionPage
from articles.models.section import SectionQuerySet
from articles.pages.body_html import load_bodies
from base.api.auth import READERS
from base.api.pagination import ListPagination
from members.reading.access import mark_no_store

articles = Router(tags=["articles"], auth=READERS)
sections = Router(tags=["sections"], auth=READERS)


@articles.get("/", response=list[ArticleSummary], summary="List articles, newest first", operation_id="articles_list")
@paginate(ListPagination, item=ArticleSummary, orderings=ORDERINGS, prefetch=prefetch_sections)
def list_articles(request: HttpRequest, filters: Query[ArticleFilter]) -> ArticleQuerySet:
    """Published articles; the filters are those of the search, and all that are given must hold."""
    return filters.apply(ArticlePage.objects.newest_first()).for_summaries()


def _all_in_full() -> ArticleQuerySet:
    """Return the published articles with what an answer shows of a single one."""
    published: ArticleQuerySet = ArticlePage.objects.published()
    return published.with_byline().with_trends().select_related("lead_image", "social_image")


@articles.get("/by-path/", response=ArticleOut, summary="Article at an address", operation_id="articles_by_path")
def article_by_path(request: HttpRequest, response: HttpResponse, path: Path) -> ArticlePage:
    """The article at a path of the site, such as `/features/the-broken-button/`."""
    section, _slash, slug = path.strip("/").partition("/")
    parent = SectionPage.objects.published().filter(slug=section).first()
    children = _all_in_full().child_of(parent) if parent else ArticlePage.objects.none()
    return _in_full(get_or_404(children, slug=slug), response)


@articles.get("/preview/", response=ArticleOut, summary="Draft shown in a preview", operation_id="articles_preview")
@decorate_view(cache_control(private=True, no_store=True))
def article_preview(request: HttpRequest, token: str) -> ArticlePage:
    """The draft behind a token that the editor's preview hands to the front end; it works for a day."""
    draft = ArticlePage.previewed_with(token)
    if draft is None:
        raise Http404("This preview is over, or never was. Open it again in the editor.")
    request.is_preview = True  # type: ignore[attr-defined]  # as Wagtail sets it
    load_bodies([draft])
    return draft


@articles.get("/{uuid:public_id}/", response=ArticleOut, summary="Article", operation_id="articles_detail")
def get_article(request: HttpRequest, response: HttpResponse, public_id: uuid.UUID) -> ArticlePage:
    """An article in full, by the identifier that never changes."""
    return _in_full(get_or_404(_all_in_full(), public_id=public_id), response)


def _in_full(article: ArticlePage, response: HttpResponse) -> ArticlePage:
    if article.is_gated():
        mark_no_store(response)
    load_bodies([article], beside=[article.social_image])
    return article


@sections.get("/", response=list[SectionOut], summary="List sections", operation_id="reader_sections_list")
@paginate(ListPagination, item=SectionOut, orderings={"menu": ["path"], "title": ["title", "path"]})
def list_sections(request: HttpRequest) -> SectionQuerySet:
    """The departments, in the order of the site's menu."""
    found: SectionQuerySet = SectionPage.objects.published().by_type()
    return found


@sections.get("/{slug}/", response=SectionOut, summary="Section", operation_id="reader_sections_detail")
def get_section(request: HttpRequest, slug: Slug) -> SectionPage:
    """One department; its articles are those of `articles/` with `section`."""
    found: SectionPage = get_by_slug_or_404(SectionPage.objects.published(), slug)
    return found
