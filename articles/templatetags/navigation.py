"""The ways through the magazine that stand on every page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import ArticlePage, Kind
from articles.top_level import top_level
from base.store.shared import shared

register = template.Library()


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
    items = [
        replace(item, is_current=bool(item.url) and request.path.startswith(item.url))
        for item in _main_menu(request)
    ]
    return _part(request, "components/sections.html", items=tuple(items))


@register.simple_tag(takes_context=True)
def footer(context: RequestContext) -> SafeString:
    """The foot of every page."""
    request = context["request"]
    return _part(
        request,
        "components/footer.html",
        pages=tuple(_item(page, request) for page in top_level(request).others),
        kinds=tuple(MenuItem(kind.plural, kind.get_absolute_url()) for kind in Kind),
        years=shared(request, "years", _years),
    )


def _part(request: HttpRequest, name: str, **context: Sequence[MenuItem]) -> SafeString:
    """Render a template of which the context says all."""
    return shared(request, (name, *context.values()), partial(render_to_string, name, context))


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
