"""Views of the desk on the search."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.contrib.search_promotions.models import Query

from search.counting import COUNTED
from search.models import MissedQuery, SynonymGroup

SEE_QUERIES = "search.view_missedquery"


class SynonymViewSet(ModelViewSet):
    """Groups of words that mean the same."""

    model = SynonymGroup
    icon = "tag"
    menu_label = _("Synonyms")
    add_to_settings_menu = True
    form_fields = ["words"]
    search_fields = ["words"]
    search_backend_name = None
    list_per_page = 100


class QueryReport(ReportView):
    """A report that only editors may see."""

    header_icon = "search"
    slug: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied for everybody else."""
        if not request.user.has_perm(SEE_QUERIES):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class MissedQueries(QueryReport):
    """Queries without results: each hints at a missing synonym or an unwritten piece."""

    slug = "searches-without-results"
    page_title = _("Searches without results")
    index_url_name = "search_missed_queries"
    index_results_url_name = "search_missed_queries_results"
    columns = [
        Column("query", label=_("Query")),
        Column("count", label=_("Times")),
        Column("last_asked", label=_("Last asked")),
    ]
    list_export = ["query", "count", "last_asked"]
    default_ordering = ("-count", "query")
    model = MissedQuery

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return all missed queries, most frequent first."""
        return MissedQuery.objects.all()


class PopularQueries(QueryReport):
    """Frequent queries with results in the last months."""

    slug = "popular-searches"
    page_title = _("Popular searches")
    index_url_name = "search_popular_queries"
    index_results_url_name = "search_popular_queries_results"
    columns = [Column("query_string", label=_("Query")), Column("_hits", label=_("Times"))]
    list_export = ["query_string", "_hits"]
    default_ordering = ("-_hits", "query_string")
    model = Query

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the queries of the last months, most frequent first."""
        found: QuerySet[Any] = Query.get_most_popular(date_since=timezone.localdate() - COUNTED)
        return found
