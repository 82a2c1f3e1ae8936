"""The ways through the magazine that stand on every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.context import RequestContext
from django.urls import reverse
from wagtail.models import Page, Site

from articles.models import ArticlePage, Kind, SectionPage

register = template.Library()


@dataclass(frozen=True)
class MenuItem:
    """One entry of a menu."""

    title: str
    url: str
    colour: str = ""
    is_current: bool = False


@register.simple_tag(takes_context=True)
def section_menu(context: RequestContext) -> Sequence[MenuItem]:
    """The sections, in the order in which editors put them."""
    request = context["request"]
    return [
        _item(page, request, page.colour) for page in _below_front(SectionPage.objects.in_menu(), request)
    ]


@register.simple_tag(takes_context=True)
def information_menu(context: RequestContext) -> Sequence[MenuItem]:
    """The pages of plain information, such as “About”."""
    request = context["request"]
    return [_item(page, request) for page in _below_front(Page.objects.not_type(SectionPage), request)]


def _below_front(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    site = Site.find_for_request(request)
    return pages.live().public().child_of(site.root_page).order_by("path") if site else pages.none()


def _item(page: Page, request: HttpRequest, colour: str = "") -> MenuItem:
    url = page.get_url(request) or ""
    return MenuItem(page.title, url, colour, is_current=request.path.startswith(url))


@register.simple_tag
def kind_menu() -> Sequence[MenuItem]:
    """The kinds of article."""
    return [MenuItem(kind.plural, reverse("kind", args=[kind.slug])) for kind in Kind]


@register.simple_tag
def year_menu() -> Sequence[MenuItem]:
    """The years in which something was published, the last one first."""
    years = ArticlePage.objects.published().datetimes("published_at", "year", order="DESC")
    return [MenuItem(str(day.year), reverse("year", args=[day.year])) for day in years if day]
