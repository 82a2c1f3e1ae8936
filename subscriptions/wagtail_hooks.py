"""Feeds and webhooks in the desk."""

from typing import Any

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from members.editing.menu import PermittedMenuItem
from subscriptions.health.desk import SEE_FEEDS, FeedHealthReport
from subscriptions.webhooks.views import HEADING, MANAGE_WEBHOOKS, URLS


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    """Return the URLs of the report."""
    report = FeedHealthReport
    return [
        path("reports/feed-health/", report.as_view(), name=report.index_url_name),
        path("reports/feed-health/results/", report.as_view(results_only=True), name=report.index_results_url_name),
    ]


@hooks.register("register_admin_urls")
def webhook_urls() -> list[Any]:
    """Return the URLs of webhooks."""
    return URLS


@hooks.register("register_reports_menu_item")
def feed_health() -> MenuItem:
    """Return the menu item of how the feeds are doing."""
    url = reverse(FeedHealthReport.index_url_name)
    return PermittedMenuItem(FeedHealthReport.page_title, url, permission=SEE_FEEDS, icon_name="globe")


@hooks.register("register_settings_menu_item")
def webhooks_menu_item() -> MenuItem:
    """Return the menu item of webhooks."""
    url = reverse("webhooks")
    return PermittedMenuItem(
        HEADING, url, permission=MANAGE_WEBHOOKS, name="webhooks", icon_name="link-external", order=610
    )
