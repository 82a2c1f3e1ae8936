"""The archive: all issues, by year or by theme."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PagePermissionTester

from archive.editing.panels import ARCHIVE_PANELS
from archive.models.archived_article import ArchivedArticlePage, ArchivedArticleQuerySet
from archive.models.issue import IssuePage, IssueQuerySet
from articles.editing.permissions import NoNewPagesForAuthors
from articles.models import Trend
from base.models import BasePage, TopLevelPage
from base.pages.former_slugs import current_slug
from base.pages.page_contexts import page_context


class ArchivePage(RoutablePageMixin, TopLevelPage, BasePage):
    """All issues, by year or by theme."""

    intro = models.TextField(_("intro"), blank=True, max_length=600)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["archive.IssuePage"]
    show_in_menus_default = True
    template = "archive/archive_page.html"
    content_panels = ARCHIVE_PANELS

    class Meta:
        verbose_name = _("archive")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Return a tester that lets authors add nothing: archivists fill the archive."""
        return NoNewPagesForAuthors(user, self)

    def issues(self) -> IssueQuerySet:
        """The published issues, the last one first, with their covers."""
        found: IssueQuerySet = IssuePage.objects.child_of(self).newest_first().for_cards()
        return found

    def articles(self) -> ArchivedArticleQuerySet:
        """The published articles of all issues."""
        found: ArchivedArticleQuerySet = ArchivedArticlePage.objects.descendant_of(self).published()
        return found

    @path("")
    def wall(self, request: HttpRequest) -> HttpResponse:
        """The wall of covers."""
        return self.render(request, context_overrides=page_context(self, request, "wall"))

    @path("themes/")
    def theme_view(self, request: HttpRequest) -> HttpResponse:
        """The issues by the alphabet of their themes, and the trends that their articles carry."""
        context = page_context(self, request, "themes")
        return self.render(request, template="archive/themes.html", context_overrides=context)

    @path("themes/<slug:slug>/")
    def trend_view(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The issues with an article on a trend, and these articles."""
        try:
            context = page_context(self, request, "trend", slug=slug)
        except Http404:
            return HttpResponsePermanentRedirect(f"{self.get_url(request)}themes/{current_slug(Trend, slug)}/")
        return self.render(request, template="archive/trend.html", context_overrides=context)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The wall and the view by theme."""
        urls: list[dict[str, Any]] = super().get_sitemap_urls(request)
        return [*urls, *({**entry, "location": f"{entry['location']}themes/"} for entry in urls)]
