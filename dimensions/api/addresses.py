"""Addresses of the site and what they lead to: for front ends with routes of their own."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from django.contrib.sites.shortcuts import get_current_site
from django.http import Http404, HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from ninja import Field, Router, Schema
from pydantic import StringConstraints
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from archive.models import ArchivedArticlePage, IssuePage
from articles.api.lookups import Slug
from articles.api.schemas import PATH
from articles.models import ArticlePage, Contributor, DossierPage, SectionPage, Trend
from articles.site_structure import route
from base.api.auth import READERS
from base.api.schemas import AbsoluteURL
from base.pages.former_slugs import current_slug
from base.views import Gone
from dimensions.sitemaps import parts
from home.models import HomePage, InformationPage
from members.models import Institution

addresses = Router(tags=["addresses"], auth=READERS)

# The name of the type of a page or view, and its resource in the API.
BY_ID = {
    ArticlePage: ("article", "articles"),
    IssuePage: ("issue", "issues"),
    ArchivedArticlePage: ("archived article", "archived-articles"),
    DossierPage: ("dossier", "dossiers"),
}
BY_SLUG = {SectionPage: ("section", "sections"), InformationPage: ("information", "information")}
VIEWS: dict[str, tuple[Any, str, str]] = {
    "trend": (Trend, "trend", "trends"),
    "contributor": (Contributor, "contributor", "contributors"),
    "institution": (Institution, "institution", "institutions"),
}
API = "/api/v3/"
# An old address may contain dots and any other character.
AnyPath = Annotated[str, StringConstraints(pattern=r"^/?[^\x00-\x1f\x7f?#\\]*$", max_length=1000)]


@dataclass(frozen=True)
class Found:
    """The resource at an address, or its redirect."""

    status: int
    type: str = ""
    api_url: str = ""
    location: str = ""


class AddressOut(Schema):
    """The resource at an address of the site."""

    status: Literal[200, 301, 302, 410] = Field(
        description="As the site answers: it is there, it moved for good or for a time, or it was withdrawn.",
        examples=[301],
    )
    type: str = Field(
        description="What it is: article, section, trend, contributor, institution, issue, archived article, dossier, "
        "information, front page, or other; empty when it is elsewhere or gone.",
        examples=["article"],
    )
    api_url: AbsoluteURL = Field(description="What the API has of it; empty for what is only a page.")
    location: AbsoluteURL = Field(description="Where it is now; empty when it is here or gone.")


@addresses.get(
    "/addresses/by-path/", response=AddressOut, summary="What stands at an address", operation_id="addresses_by_path"
)
def address_by_path(request: HttpRequest, path: AnyPath) -> Found:
    """The resource at a path of the site: its type, its URL in the API, or where it moved."""
    path = f"/{path.strip('/')}/".replace("//", "/")
    try:
        return _found(request, path)
    except Gone:
        return Found(410)
    except (Http404, Resolver404):
        return _redirected(request, path)


def _found(request: HttpRequest, path: str) -> Found:
    match = resolve(path)
    if match.url_name == "wagtail_serve":
        return _page(request, path)
    if match.url_name in VIEWS:
        return _view(match)
    if path.startswith((API, "/admin/")):
        raise Http404
    return Found(200, "other")


def _page(request: HttpRequest, path: str) -> Found:
    result = route(request, path.strip("/"))
    page: Any = result.page if result else None
    if isinstance(page, ArticlePage) and not page.live:
        raise Gone
    if page is None or not type(page).objects.published().filter(pk=page.pk).exists():
        raise Http404
    if isinstance(page, HomePage):
        return Found(200, "front page", f"{API}front-page/")
    return _resource(page)


def _resource(page: Any) -> Found:
    if type(page) in BY_ID:
        name, resource = BY_ID[type(page)]
        return Found(200, name, f"{API}{resource}/{page.public_id}/")
    name, resource = BY_SLUG.get(type(page), ("other", ""))
    return Found(200, name, f"{API}{resource}/{page.slug}/" if resource else "")


def _view(match: ResolverMatch) -> Found:
    model, name, resource = VIEWS[match.url_name or ""]
    slug = match.kwargs["slug"]
    if model.objects.public().filter(slug=slug).exists():
        return Found(200, name, f"{API}{resource}/{slug}/")
    now = model.objects.public().filter(slug=current_slug(model, slug)).first()
    if now is None:
        raise Http404
    return Found(301, location=now.get_absolute_url())


def _redirected(request: HttpRequest, path: str) -> Found:
    found: Any = get_redirect(request, Redirect.normalise_path(path, decode_unicode=False))
    if found is None or not found.link:
        raise Http404("There is nothing at this path, and there was nothing.")
    return Found(301 if found.is_permanent else 302, location=found.link)


class SitemapPart(Schema):
    """A part of the sitemap."""

    name: str = Field(description="Goes into the address of the part.", examples=["2024"])
    url: AbsoluteURL = Field(description="The part in the API.")


class SitemapOut(Schema):
    """The parts of the sitemap: other pages, lists, and each year of articles."""

    items: list[SitemapPart] = Field(description="The parts; together they name every public address.")


class SitemapAddress(Schema):
    """A public address."""

    path: str = Field(description=PATH, examples=["/features/the-broken-button/"])
    url: str = Field(description="The whole address.")
    lastmod: dt.datetime | dt.date | None = Field(
        description="When readers last got something new of it; null for lists."
    )


class SitemapPartOut(Schema):
    """A part of the sitemap."""

    items: list[SitemapAddress] = Field(description="All of its addresses, up to 50,000.")


@addresses.get("/sitemap/", response=SitemapOut, summary="Parts of the sitemap", operation_id="sitemap")
def get_sitemap(request: HttpRequest) -> dict[str, Any]:
    """The parts of the sitemap, for front ends that prerender all pages."""
    return {"items": [{"name": name, "url": f"{API}sitemap/{name}/"} for name in parts(request)]}


@addresses.get("/sitemap/{name}/", response=SitemapPartOut, summary="Part of the sitemap", operation_id="sitemap_part")
def get_sitemap_part(request: HttpRequest, name: Slug) -> dict[str, Any]:
    """The public addresses of a part, with the date of their last publication."""
    part = parts(request).get(name)
    if part is None:
        raise Http404("There is no such part of the sitemap.")
    return {"items": list(_addresses(part, request))}


def _addresses(part: Any, request: HttpRequest) -> Iterator[dict[str, Any]]:
    site = get_current_site(request)
    pages = (part.get_urls(page, site, request.scheme) for page in part.paginator.page_range)
    for row in chain.from_iterable(pages):
        yield {"path": urlsplit(row["location"]).path, "url": row["location"], "lastmod": row["lastmod"]}
