"""The front page, the ways through the magazine and pages of information for front ends."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router
from ninja.pagination import paginate

from archive.models import IssuePage
from articles.api.lookups import Slug, get_or_404
from articles.api.schemas import prefetch_sections
from articles.models import ArticlePage
from articles.pages.navigation import footer_groups, main_menu
from articles.site_structure import site_of
from base.api.auth import READERS
from base.api.pagination import ListPagination
from base.pages.page_queries import PublicPageQuerySet
from home.api.schemas import (
    FrontPageOut,
    InformationOut,
    InformationSummary,
    NavigationOut,
    front_metadata,
    navigation_out,
)
from home.front_page import Stories, choose_stories, from_the_archive
from home.models import HomePage, InformationPage

front_page = Router(tags=["front page"], auth=READERS)
information = Router(tags=["information"], auth=READERS)
IN_MENU = {"menu": ("path",), "title": ("title", "pk")}


def _home(request: HttpRequest) -> HomePage:
    """Return the front page of the requested site. Raise Http404."""
    site = site_of(request)
    found: HomePage | None = HomePage.objects.published().filter(pk=site.root_page_id).first() if site else None
    if found is None:
        raise Http404("There is no front page yet.")
    return found


@front_page.get("/front-page/", response=FrontPageOut, summary="Front page", operation_id="front_page")
def get_front_page(request: HttpRequest) -> dict[str, Any]:
    """The front page as the site shows it: lead story, picks, the latest, events, the sections and the archive."""
    page = _home(request)
    choice = choose_stories(page, request)
    articles = list(ArticlePage.objects.published().filter(pk__in=choice.keys).for_summaries())
    prefetch_sections(articles, request)
    found: dict[int | None, ArticlePage] = {article.pk: article for article in articles}
    return {
        "title": page.title,
        "tagline": page.tagline,
        "url": page.get_url(request) or "/",
        "archive": _issues(),
        "metadata": front_metadata(page, request),
        **_stories(choice.among(found), found),
    }


def _issues() -> list[IssuePage]:
    """Return the issues on the page, with everything that a list shows of them."""
    keys = [issue.pk for issue in from_the_archive()]
    found = IssuePage.objects.filter(pk__in=keys).with_cover().in_bulk()
    return [found[key] for key in keys if key in found]


def _stories(stories: Stories, found: dict[int | None, ArticlePage]) -> dict[str, Any]:
    return {
        "lead": found.get(stories.lead),
        "picks": [found[key] for key in stories.picks],
        "latest": [found[key] for key in stories.latest],
        "events": [found[key] for key in stories.events],
        "streams": [
            {"section": section, "articles": [found[key] for key in keys]} for section, keys in stories.streams
        ],
    }


@front_page.get("/navigation/", response=NavigationOut, summary="Menu and footer", operation_id="navigation")
def get_navigation(request: HttpRequest) -> dict[str, Any]:
    """The navigation on every page; a front end needs to request it only once."""
    return navigation_out(_home(request), main_menu(request), footer_groups(request), request)


@information.get(
    "/", response=list[InformationSummary], summary="List pages of information", operation_id="information_list"
)
@paginate(ListPagination, item=InformationSummary, orderings=IN_MENU)
def list_information(request: HttpRequest) -> PublicPageQuerySet:
    """Pages such as “About”, in the editors' order."""
    found: PublicPageQuerySet = InformationPage.objects.published().by_type()
    return found


@information.get("/{slug}/", response=InformationOut, summary="Page of information", operation_id="information_detail")
def get_information(request: HttpRequest, slug: Slug) -> InformationPage:
    """One page of information with its text."""
    found: InformationPage = get_or_404(InformationPage.objects.published(), slug=slug)
    return found
