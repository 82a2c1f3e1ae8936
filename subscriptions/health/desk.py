"""The report on feeds at the desk, for managing editors."""

import os
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from subscriptions.models import Digest, FailedPush, FeedFigures, Push, ReaderToken

SEE_FEEDS = "subscriptions.view_feedfigures"
FAILURES_SHOWN = 5


class ShareColumn(Column):
    """A percentage, drawn beside its number."""

    cell_template_name = "subscriptions/desk/share_cell.html"


class FeedHealthReport(ReportView):
    """The reach of each feed, how politely it is polled, and pushes that the hub refused."""

    slug = "feed-health"
    header_icon = "globe"
    page_title = _("Feed health")
    index_url_name = "feed_health"
    index_results_url_name = "feed_health_results"
    results_template_name = "subscriptions/desk/feed_health_results.html"
    model = FeedFigures
    columns = [
        Column("path", label=_("Feed"), sort_key="path"),
        Column("subscribers", label=_("Subscribers"), sort_key="subscribers"),
        Column("polls", label=_("Polls"), sort_key="polls"),
        ShareColumn("share_unchanged", label=_("Unchanged (304)")),
        Column("failed", label=_("Failed"), sort_key="failed"),
    ]
    list_export = ["path", "subscribers", "polls", "share_unchanged", "failed", "counted_at"]
    default_ordering = ("-subscribers", "-polls", "path")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied for everybody else."""
        if not request.user.has_perm(SEE_FEEDS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return all feeds that were requested."""
        return FeedFigures.objects.all()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the access log does not contain."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        first = FeedFigures.objects.first()
        return context | {
            "counted_at": first.counted_at if first else None,
            "log": settings.ACCESS_LOG,
            "log_is_readable": bool(settings.ACCESS_LOG) and os.access(settings.ACCESS_LOG, os.R_OK),
            "personal_feeds": ReaderToken.objects.exclude(last_used_at=None).count(),
            "digests": Digest.objects.running().count(),
            "hub": settings.WEBSUB_HUB,
            "waiting": Push.objects.waiting().count(),
            "failures": FailedPush.objects.all()[:FAILURES_SHOWN],
            "failure_count": FailedPush.objects.count(),
        }
