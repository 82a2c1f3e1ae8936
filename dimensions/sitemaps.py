"""The sitemap (https://www.sitemaps.org/protocol.html): an index, and its parts.

None may name more than 50,000 addresses, so each year of articles has a part. Other public pages have one,
and the lists beside the pages.
"""

from datetime import date, datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as django_views
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from articles.content_sources import carried_anywhere
from articles.models import ArticlePage, ArticleQuerySet, Contributor, Kind
from articles.site_structure import top_level
from base.views import read_only
from members.models import Institution


class OtherPages(PageSitemap):
    """Public pages that are no articles."""

    def items(self) -> Any:
        """Return the pages."""
        return super().items().not_exact_type(ArticlePage)


class Lists(Sitemap):
    """Lists that are no pages of the tree, as far as something stands on them."""

    def items(self) -> list[Any]:
        """Return whatever has a list."""
        articles = ArticlePage.objects.published()
        kinds = [kind for kind in Kind if articles.filter(kind=kind).exists()]
        people = Contributor.objects.public().order_by("pk")
        return [*kinds, *carried_anywhere(), *people, *Institution.objects.public().order_by("pk")]


class Year(Sitemap):
    """The articles of a year."""

    def __init__(self, year: int, urls: dict[int, str]) -> None:
        """Take the addresses of the sections of a site by their keys."""
        self.urls = urls
        self.first, self.after = date(year, 1, 1), date(year + 1, 1, 1)

    @property
    def articles(self) -> ArticleQuerySet:
        """The articles in the sections of the site that is asked."""
        return ArticlePage.objects.published().between(self.first, self.after).filter(listed_in__in=self.urls)

    def items(self) -> list[Any]:
        """Return section, slug and moment of change of each."""
        rows = self.articles.order_by("-published_at", "-pk")
        return list(rows.values_list("listed_in", "slug", "last_published_at", named=True))

    def location(self, item: Any) -> str:
        """Return the address of an article, as its section begins it."""
        return f"{self.urls[item.listed_in]}{item.slug}/"

    def lastmod(self, item: Any) -> datetime | None:
        """Return when it was published last."""
        moment: datetime | None = item.last_published_at
        return moment

    def get_latest_lastmod(self) -> datetime | None:
        """Return when one of them was published last."""
        moment: datetime | None = self.articles.aggregate(last=Max("last_published_at"))["last"]
        return moment


def _parts(request: HttpRequest) -> dict[str, Any]:
    urls = {section.pk: section.get_url(request) or "" for section in top_level(request).sections}
    years = {str(year): Year(year, urls) for year in reversed(ArticlePage.objects.years())}
    return {"pages": OtherPages(request), "lists": Lists(), **years}


@read_only
@django_views.x_robots_tag
def index(request: HttpRequest) -> HttpResponse:
    """Name the parts; Django's own would count and load what is in each."""
    items = [
        {
            "location": request.build_absolute_uri(reverse("sitemap_part", args=[name])),
            "last_mod": part.get_latest_lastmod() if isinstance(part, Year) else None,
        }
        for name, part in _parts(request).items()
    ]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml")


@read_only
def part(request: HttpRequest, name: str) -> HttpResponse:
    """One of the parts."""
    return django_views.sitemap(request, _parts(request), section=name)
