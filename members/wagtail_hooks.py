"""Wiring of institutions and their people into the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from members.audit.actions import Action
from members.editing import audit_log, people, requests, tokens
from members.editing.find_institutions import find_institutions
from members.editing.menu import PermittedMenuItem
from members.editing.viewsets import MembersGroup
from members.permissions import DECIDE_REQUESTS, INVITE_TO_DESK, SEE_AUDIT_LOG
from members.reading.view_as import ViewAsUserbarItem, may_view_as

register_snippet(MembersGroup)
tokens.replace_viewset()


@hooks.register("construct_wagtail_userbar")
def offer_view_as(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Offer staff to see the page as another reader."""
    if may_view_as(request.user):
        items.append(ViewAsUserbarItem(request))


@hooks.register("register_admin_urls")
def request_urls() -> list[Any]:
    """Return the URLs of requests and people of the desk, and of the institution search in forms."""
    return [
        *audit_log.URLS,
        *people.URLS,
        path("institutions/find/", find_institutions, name="find_institutions"),
        path("requests/", requests.list_requests, name="membership_requests"),
        path("requests/<int:pk>/", requests.decide_request, name="answer_membership_request"),
    ]


@hooks.register("register_log_actions")
def log_actions(registry: Any) -> None:
    """Register the actions of the audit log that Wagtail does not log itself."""
    for action in [action for action in Action if not action.is_wagtails]:
        registry.register_action(action.value, action.label, action.label)


@hooks.register("register_reports_menu_item")
def audit_log_menu_item() -> MenuItem:
    """Return the menu item of the audit log."""
    return PermittedMenuItem(
        audit_log.HEADING,
        reverse("audit_log"),
        permission=SEE_AUDIT_LOG,
        name="audit-log",
        icon_name="history",
        order=1100,
    )


@hooks.register("register_admin_menu_item")
def requests_menu_item() -> MenuItem:
    """Return the menu item of the requests."""
    return PermittedMenuItem(
        requests.HEADING,
        reverse("membership_requests"),
        permission=DECIDE_REQUESTS,
        name="membership-requests",
        icon_name="mail",
        order=126,
    )


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    """Return the menu item of the people of the desk."""
    return PermittedMenuItem(
        people.HEADING,
        reverse("desk_people"),
        permission=INVITE_TO_DESK,
        name="desk-people",
        icon_name="user",
        order=127,
    )


@hooks.register("construct_homepage_panels", order=200)
def requests_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show a membership manager the pending requests first."""
    if request.user.has_perm(DECIDE_REQUESTS) and not request.user.is_superuser:
        panels.insert(0, requests.RequestsPanel())
