"""The ways through the magazine that stand on every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import ArticlePage, Kind
from articles.top_level import top_level

register = template.Library()


@dataclass(frozen=True)
class MenuItem:
    """One entry of a menu."""

    title: str
    url: str
    colour: str = ""
    is_current: bool = False


@register.simple_tag(takes_context=True)
def main_menu(context: RequestContext) -> Sequence[MenuItem]:
    """The sections and other places in the order in which editors put them, then what cuts across them."""
    request = context["request"]
    top = top_level(request)
    sections = [page for page in top.sections if page.show_in_menus]
    others = [page for page in top.others if page.show_in_menus]
    return [
        *(_item(page.title, page.get_url(request), request, page.colour) for page in sections),
        *(_item(page.title, page.get_url(request), request) for page in others),
        _item(_("Trends"), reverse("trends"), request),
        _item(Kind.EVENT.plural, Kind.EVENT.get_absolute_url(), request),
    ]


@register.simple_tag(takes_context=True)
def information_menu(context: RequestContext) -> Sequence[MenuItem]:
    """The pages of plain information, such as “About”."""
    request = context["request"]
    return [_item(page.title, page.get_url(request), request) for page in top_level(request).others]


def _item(title: str, url: str | None, request: HttpRequest, colour: str = "") -> MenuItem:
    url = url or ""
    return MenuItem(title, url, colour, is_current=bool(url) and request.path.startswith(url))


@register.simple_tag
def kind_menu() -> Sequence[MenuItem]:
    """The kinds of article."""
    return [MenuItem(kind.plural, kind.get_absolute_url()) for kind in Kind]


@register.simple_tag
def year_menu() -> Sequence[MenuItem]:
    """The years of the magazine, the last one first."""
    years = reversed(ArticlePage.objects.years())
    return [MenuItem(str(year), reverse("year", args=[year])) for year in years]
