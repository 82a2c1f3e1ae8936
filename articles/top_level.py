"""The pages directly under the front page, which nearly every answer needs: loaded once for each request."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from base.pages import nothing_is_restricted, open_to_all, to_be_served

if TYPE_CHECKING:
    from articles.models import SectionPage


@dataclass(frozen=True)
class TopLevel:
    """What everybody may see directly under the front page, in the order in which editors put it."""

    sections: Sequence["SectionPage"] = ()
    others: Sequence[Page] = ()


def top_level(request: HttpRequest) -> TopLevel:
    """Give the pages under the front page of the site that is asked."""
    known: TopLevel | None = getattr(request, "_top_level", None)
    if known is None:
        site = Site.find_for_request(request)
        known = _below(site.root_page) if site else TopLevel()
        request._top_level = known  # type: ignore[attr-defined]
    return known


def _below(front: Page) -> TopLevel:
    children = front.get_children().live().filter(open_to_all()).select_related("sectionpage")
    pages = list(children.annotate(nothing_is_restricted=nothing_is_restricted()).order_by("path"))
    return TopLevel(
        sections=[_section(page) for page in pages if hasattr(page, "sectionpage")],
        others=[page for page in pages if not hasattr(page, "sectionpage")],
    )


def _section(page: Any) -> "SectionPage":
    section: SectionPage = page.sectionpage
    section.nothing_is_restricted = page.nothing_is_restricted
    return section


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """Find the page at a path as Wagtail does, without asking again for what is known of the top level."""
    names = [name for name in path.split("/") if name]
    site = Site.find_for_request(request)
    start = _start(request, site, names) if site else None
    try:
        return start.route(request, names[1:]) if start else Page.route_for_request(request, path)
    except Http404:
        return None


def _start(request: HttpRequest, site: Site, names: Sequence[str]) -> Any:
    """Give the front page, or the section that the path begins with."""
    if not names:
        model = site.root_page.specific_class
        return to_be_served(model.objects.filter(pk=site.root_page_id)).first()
    return next((section for section in top_level(request).sections if section.slug == names[0]), None)
