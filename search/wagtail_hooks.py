"""The search in the desk: synonyms, and what readers look for."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet

from search.desk import MissedQueries, PopularQueries, SynonymViewSet, may_see_queries


@hooks.register("register_admin_viewset")
def synonyms() -> ModelViewSet:
    """The groups of synonyms."""
    return SynonymViewSet("search_synonyms")


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """The reports."""
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


class ReportMenuItem(MenuItem):
    """A report that editors see."""

    def is_shown(self, request: object) -> bool:
        """Whether somebody may see what readers look for."""
        return may_see_queries(request)


@hooks.register("register_reports_menu_item")
def popular_queries() -> MenuItem:
    """What readers find."""
    return ReportMenuItem(PopularQueries.page_title, reverse(PopularQueries.index_url_name), icon_name="search")


@hooks.register("register_reports_menu_item")
def missed_queries() -> MenuItem:
    """What readers look for in vain."""
    return ReportMenuItem(MissedQueries.page_title, reverse(MissedQueries.index_url_name), icon_name="search")
