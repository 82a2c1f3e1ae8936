"""A report of the desk: published pieces without a trend, with suggestions that are accepted in bulk."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.auth import permission_required
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from articles import content_sources
from articles.content_sources import ContentSource
from articles.models import Trend
from articles.vocabulary.filing import add_trend, source_of
from articles.vocabulary.suggest import known_phrases, suggestions
from articles.vocabulary.views import CHANGE, PIECES_A_PAGE


class Row(NamedTuple):
    """A piece without trends, and suggestions for it."""

    source: str
    piece: Any
    trends: list[Trend]


def unfiled(source: ContentSource) -> QuerySet[Any]:
    """Return the published pieces of a source that carry no trend, the newest first."""
    links = source.link.objects.filter(content_object=OuterRef("pk"))
    found: QuerySet[Any] = source.page.objects.live().filter(~Exists(links)).order_by("-pk")
    return found


@permission_required(CHANGE)
def unfiled_view(request: HttpRequest) -> HttpResponse:
    """List unfiled pieces, or accept the chosen suggestions."""
    if request.method == "POST":
        return _accept(request)
    sources = content_sources.registered()
    keys = [(source, key) for source in sources for key in unfiled(source).values_list("pk", flat=True)]
    page = Paginator(keys, PIECES_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "rows": _rows(page.object_list),
        "page": page,
        "page_title": _("Pieces without trends"),
        "header_icon": "tag",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Pieces without trends")},
        ],
    }
    return render(request, "articles/vocabulary/unfiled.html", context)


def _rows(keys: Any) -> list[Row]:
    phrases, wanted = known_phrases(), defaultdict(list)
    for source, key in keys:
        wanted[source.page._meta.label_lower].append(key)
    return [
        Row(label, piece, suggestions(piece, phrases))
        for label, found in wanted.items()
        for piece in source_of(label).page.objects.filter(pk__in=found).order_by("-pk")
    ]


@transaction.atomic
def _accept(request: HttpRequest) -> HttpResponse:
    """File the chosen suggestions; each value has the label of a source, the keys of a piece and of a trend."""
    chosen: dict[tuple[str, int], list[int]] = defaultdict(list)
    for label, piece, trend in filter(None, map(_read_tick, request.POST.getlist("accept"))):
        chosen[label, trend].append(piece)
    trends = Trend.objects.offered([]).in_bulk({trend for _label, trend in chosen})
    known = {place: pieces for place, pieces in chosen.items() if place[1] in trends}
    for (label, trend), pieces in known.items():
        add_trend(source_of(label), trends[trend], pieces)
    count = sum(map(len, known.values()))
    messages.success(request, _("%s suggestions are accepted.") % count)
    return redirect(request.get_full_path())


def _read_tick(tick: str) -> tuple[str, int, int] | None:
    label, piece, trend = [*tick.split(":"), "", ""][:3]
    known = {source.page._meta.label_lower for source in content_sources.registered()}
    is_read = label in known and piece.isdecimal() and trend.isdecimal()
    return (label, int(piece), int(trend)) if is_read else None


class UnusedTrends(ReportView):
    """Trends that no published piece carries."""

    slug = "trends-without-pieces"
    page_title = gettext_lazy("Trends without pieces")
    header_icon = "tag"
    index_url_name = "unused_trends"
    index_results_url_name = "unused_trends_results"
    columns = [
        TitleColumn(
            "name", label=gettext_lazy("Trend"), url_name="wagtailsnippets_articles_trend:edit", sort_key="name"
        ),
        Column("group", label=gettext_lazy("Group")),
        Column("status", label=gettext_lazy("Status"), accessor="get_status_display"),
    ]
    list_export = ["name", "group", "status"]
    default_ordering = "name"
    model = Trend

    def get_base_queryset(self) -> QuerySet[Trend]:
        """Return trends without pieces."""
        used = content_sources.carried_anywhere().order_by().values("pk")
        return Trend.objects.exclude(pk__in=used).select_related("group")


unused_view = permission_required(CHANGE)(UnusedTrends.as_view())
URLS: list[URLPattern] = [
    path("reports/pieces-without-trends/", unfiled_view, name="unfiled_pieces"),
    path(f"reports/{UnusedTrends.slug}/", unused_view, name="unused_trends"),
    path(
        f"reports/{UnusedTrends.slug}/results/",
        permission_required(CHANGE)(UnusedTrends.as_view(results_only=True)),
        name="unused_trends_results",
    ),
]
