"""The sitemap (https://www.sitemaps.org/protocol.html): every public page, and the lists beside the pages."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from articles.elsewhere import carried_anywhere, everybody_credited
from articles.models import ArticlePage, Kind
from members.models import Institution


class TrendSitemap(Sitemap):
    """Trends that a published piece carries."""

    def items(self) -> Any:
        """Give the trends."""
        return carried_anywhere()


class ContributorSitemap(Sitemap):
    """People and organisations with a credit on a published piece."""

    def items(self) -> Any:
        """Give the contributors."""
        return everybody_credited().order_by("pk")


class InstitutionSitemap(Sitemap):
    """Institutions."""

    def items(self) -> Any:
        """Give the institutions."""
        return Institution.objects.all()


class KindSitemap(Sitemap):
    """Lists of articles of a kind."""

    def items(self) -> Any:
        """Give the kinds that have an article."""
        used = set(ArticlePage.objects.published().values_list("kind", flat=True))
        return [kind for kind in Kind if kind in used]

    def location(self, item: Kind) -> str:
        """Give the address of the list of a kind."""
        return item.get_absolute_url()


SITEMAPS = {
    "pages": PageSitemap,
    "trends": TrendSitemap,
    "contributors": ContributorSitemap,
    "institutions": InstitutionSitemap,
    "kinds": KindSitemap,
}
