"""Lists of issues and of their articles in the admin."""

from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Left, Length
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from archive.models import ArchivedArticlePage, IssuePage


class IssueFilterSet(PageFilterSet):
    """Year and access; site and child pages are of no use for issues."""

    site = None
    has_child_pages = None

    class Meta:
        model = IssuePage
        fields = ["year", "access", "live", "has_unpublished_changes"]


class ArticleFilterSet(PageFilterSet):
    """Access first."""

    site = None
    has_child_pages = None

    class Meta:
        model = ArchivedArticlePage
        fields = ["access", "live", "has_unpublished_changes"]


class IssueIndexView(IndexView):
    """The list of issues, with the number of pages of each that are available as scans."""

    def annotate_queryset(self, pages: Any) -> Any:
        """Count along."""
        return super().annotate_queryset(pages).annotate(scan_count=Count("scans", distinct=True))


class ArticleIndexView(IndexView):
    """The list of archived articles, with the issue of each."""

    def annotate_queryset(self, pages: Any) -> Any:
        """Load issue and byline along."""
        own = OuterRef("path")
        issue = Page.objects.filter(path=Left(own, Length(own) - Page.steplen))
        found = super().annotate_queryset(pages).defer("text")
        return found.annotate(issue_title=Subquery(issue.values("title")[:1])).prefetch_related("credits__contributor")


def _byline(article: ArchivedArticlePage) -> str:
    return ", ".join(str(credit.contributor) for credit in article.byline_credits)


class IssueViewSet(PageListingViewSet):
    """Every issue."""

    model = IssuePage
    index_view_class = IssueIndexView
    filterset_class = IssueFilterSet
    icon = "folder-open-inverse"
    menu_label = _("Issues")
    name = "issues"
    ordering = "-year"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Theme"), sort_key="title", classname="title"),
        Column("months", label=_("Months"), accessor="get_months_display", sort_key="months"),
        Column("year", label=_("Year"), sort_key="year"),
        Column("scan_count", label=_("Scans")),
        Column("access", label=_("Who reads it"), accessor="get_access_display", sort_key="access"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]


class ArchivedArticleViewSet(PageListingViewSet):
    """All archived articles, of any issue."""

    model = ArchivedArticlePage
    index_view_class = ArticleIndexView
    filterset_class = ArticleFilterSet
    icon = "doc-full"
    menu_label = _("Archived articles")
    name = "archived_articles"
    ordering = "path"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column("issue", label=_("Issue"), accessor="issue_title"),
        Column("byline", label=_("Byline"), accessor=_byline),
        Column("pages", label=_("Pages")),
        Column("access", label=_("Who reads it"), accessor="get_access_display", sort_key="access"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]


class ArchiveViewSetGroup(ViewSetGroup):
    """Issues and their articles in one menu."""

    menu_label = _("Archive")
    menu_icon = "folder-open-inverse"
    menu_order = 115
    items: Any = (IssueViewSet, ArchivedArticleViewSet)
