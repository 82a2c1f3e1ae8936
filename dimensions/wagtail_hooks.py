"""Wiring of the operator’s page into the desk."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from dimensions.api.writing.publishing import PublishCompletePage
from dimensions.operating import views
from dimensions.operating.status import OPERATE
from members.editing.menu import PermittedMenuItem


@hooks.register("register_admin_urls")
def operation_urls() -> list[Any]:
    """Return the URLs of the page and of its button."""
    return [
        path("operation/", views.overview, name="operation"),
        path("operation/run-again/<uuid:pk>/", views.run_task_again, name="run_task_again"),
    ]


@hooks.register("register_actions")
def publish_complete_pages(registry: Any) -> None:
    """Have the API refuse to publish what is not complete; the forms of the desk check it themselves."""
    registry.register(Page, PublishCompletePage)


@hooks.register("register_settings_menu_item")
def operation_menu_item() -> MenuItem:
    """Return the menu item."""
    return PermittedMenuItem(
        views.HEADING, reverse("operation"), permission=OPERATE, name="operation", icon_name="cogs", order=9000
    )


@hooks.register("register_permissions")
def operation_permission() -> QuerySet[Permission]:
    """Offer the permission where groups are edited."""
    app_label, codename = OPERATE.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)
