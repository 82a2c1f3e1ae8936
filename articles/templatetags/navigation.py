"""The navigation of every page."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.pages.navigation import footer_groups, main_menu
from articles.site_structure import site_of
from page_store.per_generation import once_per_generation

register = template.Library()
Value = TypeVar("Value")


@register.simple_tag(takes_context=True)
def sections_menu(context: RequestContext) -> SafeString:
    """The menu of sections, cached for each section of the site."""
    request = context["request"]
    current = tuple(bool(item.url) and request.path.startswith(item.url) for item in _once(request, main_menu))
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
    items = zip(_once(request, main_menu), current, strict=True)
    context = {"items": [replace(item, is_current=is_current) for item, is_current in items]}
    return render_to_string("components/sections.html", context)


def _footer(request: HttpRequest) -> SafeString:
    return render_to_string("components/footer.html", {"groups": footer_groups(request)})
