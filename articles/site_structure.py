"""The site and the pages directly under its front page, which nearly every answer needs."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from articles.models import SectionPage
from base.models import BasePage
from base.pages.page_queries import has_no_restrictions, unrestricted
from page_store.per_generation import once_per_generation


@dataclass(frozen=True)
class TopLevel:
    """The public pages directly under the front page, in the order that editors gave them."""

    sections: Sequence[SectionPage] = ()
    others: Sequence[Page] = ()


def site_of(request: HttpRequest) -> Site | None:
    """Return the requested site, as Wagtail finds it."""
    if not hasattr(request, "_wagtail_site"):
        asked = ("site", request._get_raw_host(), request.get_port())  # type: ignore[attr-defined]  # private to Django
        find = partial(Site._find_for_request, request)
        site = once_per_generation(request, asked, find)
        request._wagtail_site = site  # type: ignore[attr-defined]  # Wagtail's cache
    return Site.find_for_request(request)


def top_level(request: HttpRequest) -> TopLevel:
    """Return the pages under the front page of the requested site, cached for the generation."""
    site = site_of(request)
    return once_per_generation(request, ("top level", site.pk), lambda: _below(site.root_page)) if site else TopLevel()


def _below(front: Page) -> TopLevel:
    # By type they are found directly; by path alone all pages below would be scanned.
    children = front.get_children().exact_type(*front.specific_class.allowed_subpage_models())
    children = children.live().filter(unrestricted()).select_related("sectionpage")
    pages = list(children.annotate(has_no_restrictions=has_no_restrictions()).order_by("path"))
    return TopLevel(
        sections=[_section(page) for page in pages if hasattr(page, "sectionpage")],
        others=[page for page in pages if not hasattr(page, "sectionpage")],
    )


def _section(page: Any) -> SectionPage:
    section: SectionPage = page.sectionpage
    section.has_no_restrictions = page.has_no_restrictions
    return section


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """Route a path as Wagtail does, without new queries for the top level."""
    names = [name for name in path.split("/") if name]
    site = site_of(request)
    start = _start(request, site, names) if site else None
    try:
        return start.route(request, names[1:]) if start else Page.route_for_request(request, path)
    except Http404:
        return None


def _start(request: HttpRequest, site: Site, names: Sequence[str]) -> Any:
    """Return the front page, or the section that the path begins with."""
    if not names:
        return copy(once_per_generation(request, ("front", site.pk), partial(_front, site)))
    found = next((section for section in top_level(request).sections if section.slug == names[0]), None)
    return copy(found)


def _front(site: Site) -> Any:
    model = site.root_page.specific_class
    if not issubclass(model, BasePage):  # there is no front page yet
        return None
    return model.objects.filter(pk=site.root_page_id).for_serving().first()
