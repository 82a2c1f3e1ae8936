"""The ways through the magazine that stand on every page."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import ArticlePage, Kind
from articles.site_structure import site_of, top_level
from page_store.per_generation import once_per_generation

register = template.Library()
Value = TypeVar("Value")


@dataclass(frozen=True)
class MenuItem:
    """One entry of a menu."""

    title: str
    url: str
    colour: str = ""
    is_current: bool = False


@register.simple_tag(takes_context=True)
def sections_menu(context: RequestContext) -> SafeString:
    """The way to the sections; rendered anew for each place in the magazine only."""
    request = context["request"]
    current = tuple(bool(item.url) and request.path.startswith(item.url) for item in _once(request, _main_menu))
    return _once(request, _sections, current)


@register.simple_tag(takes_context=True)
def footer(context: RequestContext) -> SafeString:
    """The foot of every page."""
    return _once(context["request"], _footer)


def _once(request: HttpRequest, make: Callable[..., Value], *more: Hashable) -> Value:
    """Make what all pages of a site share once in each generation."""
    site = site_of(request)
    return once_per_generation(request, (make, site and site.pk, *more), partial(make, request, *more))


def _sections(request: HttpRequest, current: Sequence[bool]) -> SafeString:
    items = zip(_once(request, _main_menu), current, strict=True)
    context = {"items": [replace(item, is_current=is_current) for item, is_current in items]}
    return render_to_string("components/sections.html", context)


def _footer(request: HttpRequest) -> SafeString:
    context = {
        "pages": [_item(page, request) for page in top_level(request).others],
        "kinds": [MenuItem(kind.plural, kind.get_absolute_url()) for kind in Kind],
        "years": _years(),
    }
    return render_to_string("components/footer.html", context)


def _main_menu(request: HttpRequest) -> list[MenuItem]:
    """The sections and other places in the order in which editors put them, then what cuts across them."""
    top = top_level(request)
    return [
        *(_item(page, request) for page in [*top.sections, *top.others] if page.show_in_menus),
        MenuItem(_("Trends"), reverse("trends")),
        MenuItem(Kind.EVENT.plural, Kind.EVENT.get_absolute_url()),
    ]


def _item(page: Any, request: HttpRequest) -> MenuItem:
    return MenuItem(page.title, page.get_url(request) or "", getattr(page, "colour", ""))


def _years() -> tuple[MenuItem, ...]:
    """The years of the magazine, the last one first."""
    years = reversed(ArticlePage.objects.years())
    return tuple(MenuItem(str(year), reverse("year", args=[year])) for year in years)
