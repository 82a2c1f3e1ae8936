"""The sitemap (https://www.sitemaps.org/protocol.html): an index, and its parts.

A part may contain at most 50,000 URLs, so each year of articles has one. Other public pages have one,
and so have the lists.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as django_views
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from articles.content_sources import carried_anywhere
from articles.models import ArticlePage, Contributor, Kind
from articles.models.dates import beginning_of
from articles.site_structure import top_level
from base.views import read_only
from members.models import Institution


class OtherPages(PageSitemap):
    """Public pages that are no articles."""

    def items(self) -> Any:
        """Return the pages."""
        return super().items().not_exact_type(ArticlePage)


class Lists(Sitemap):
    """Lists that are not pages of the tree, unless they are empty."""

    def items(self) -> list[Any]:
        """Return the subjects of all lists."""
        articles = ArticlePage.objects.published()
        kinds = [kind for kind in Kind if articles.filter(kind=kind).exists()]
        people = Contributor.objects.public().order_by("pk")
        return [*kinds, *carried_anywhere(), *people, *Institution.objects.public().order_by("pk")]


# When readers got something new of an article.
UPDATES = ("revised_at", "corrected_at")
MOMENTS = ("published_at", *UPDATES)


class Year(Sitemap):
    """The articles of a year."""

    def __init__(self, year: int, urls: dict[int, str]) -> None:
        """Store the URLs of the sections of a site by their keys."""
        self.urls = urls
        self.year = year
        self.first, self.after = date(year, 1, 1), date(year + 1, 1, 1)

    @cached_property
    def rows(self) -> list[Any]:
        """Section, slug and moments of each article in the sections of the site that is asked."""
        articles = ArticlePage.objects.newest_first().between(self.first, self.after)
        return list(articles.filter(listed_in__in=self.urls).values_list("listed_in", "slug", *MOMENTS, named=True))

    def items(self) -> list[Any]:
        """Return the rows, which Django asks for several times."""
        return self.rows

    def location(self, item: Any) -> str:
        """Return the address of an article, as its section begins it."""
        return f"{self.urls[item.listed_in]}{item.slug}/"

    def lastmod(self, item: Any) -> datetime | None:
        """Return when readers last got something new of it."""
        return max(filter(None, (getattr(item, name) for name in MOMENTS)), default=None)

    def last_change(self, updates: Mapping[int, Sequence[datetime]]) -> datetime | None:
        """Return the same of the year, without a look at each article; `updates` are those of each year."""
        ends = beginning_of(self.first), beginning_of(self.after)
        return max([*ArticlePage.objects.last_publication(*ends), *updates[self.year]], default=None)


def updates_by_year() -> dict[int, list[datetime]]:
    """Return when articles were updated or corrected, by the year in which they were published."""
    found: dict[int, list[datetime]] = defaultdict(list)
    for name in UPDATES:
        updated = ArticlePage.objects.filter(**{f"{name}__isnull": False}, published_at__isnull=False)
        for published, moment in updated.order_by().values_list("published_at", name):
            found[timezone.localtime(published).year].append(moment)
    return found


def parts(request: HttpRequest) -> dict[str, Any]:
    """Return the parts by their names in URLs."""
    urls = {section.pk: section.get_url(request) or "" for section in top_level(request).sections}
    years = {str(year): Year(year, urls) for year in reversed(ArticlePage.objects.years())}
    return {"pages": OtherPages(request), "lists": Lists(), **years}


@read_only
@django_views.x_robots_tag
def index(request: HttpRequest) -> HttpResponse:
    """List the parts; Django's own view would count and load their content."""
    updates = updates_by_year()
    items = [
        {
            "location": request.build_absolute_uri(reverse("sitemap_part", args=[name])),
            "last_mod": part.last_change(updates) if isinstance(part, Year) else None,
        }
        for name, part in parts(request).items()
    ]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml")


@read_only
def part(request: HttpRequest, name: str) -> HttpResponse:
    """One of the parts."""
    return django_views.sitemap(request, parts(request), section=name)
