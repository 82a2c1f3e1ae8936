"""Wagtail hooks of the search: synonyms, and reports on queries."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet

from members.editing.menu import PermittedMenuItem
from search.desk import SEE_QUERIES, MissedQueries, PopularQueries, QueryReport, SynonymViewSet


@hooks.register("register_admin_viewset")
def synonyms() -> ModelViewSet:
    """The groups of synonyms."""
    return SynonymViewSet("search_synonyms")


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """The URLs of the reports."""
    return [
        url
        for report in (PopularQueries, MissedQueries)
        for url in (
            path(f"reports/{report.slug}/", report.as_view(), name=report.index_url_name),
            path(
                f"reports/{report.slug}/results/",
                report.as_view(results_only=True),
                name=report.index_results_url_name,
            ),
        )
    ]


def _item(report: type[QueryReport]) -> MenuItem:
    url = reverse(report.index_url_name)
    return PermittedMenuItem(report.page_title, url, permission=SEE_QUERIES, icon_name="search")


@hooks.register("register_reports_menu_item")
def popular_queries() -> MenuItem:
    """The menu item of popular queries."""
    return _item(PopularQueries)


@hooks.register("register_reports_menu_item")
def missed_queries() -> MenuItem:
    """The menu item of queries without results."""
    return _item(MissedQueries)
