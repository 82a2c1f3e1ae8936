"""Wiring of institutions and their people into the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from members.affiliations.emails import ANSWERS_REQUESTS
from members.editing import requests
from members.editing.viewsets import MembersGroup
from members.reading.view_as import ViewAsItem, may_view_as

register_snippet(MembersGroup)


@hooks.register("construct_wagtail_userbar")
def offer_view_as(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Let staff see the page as another reader."""
    if may_view_as(request.user):
        items.append(ViewAsItem(request))


@hooks.register("register_admin_urls")
def request_urls() -> list[Any]:
    """Where requests are answered."""
    return [
        path("requests/", requests.requests, name="membership_requests"),
        path("requests/<int:pk>/", requests.answer, name="answer_membership_request"),
    ]


@hooks.register("register_admin_menu_item")
def requests_menu_item() -> MenuItem:
    """The way there."""
    return requests.RequestsMenuItem()


@hooks.register("construct_homepage_panels", order=200)
def requests_panel(request: HttpRequest, panels: list[Any]) -> None:
    """What waits for the membership manager."""
    if request.user.has_perm(ANSWERS_REQUESTS) and not request.user.is_superuser:
        panels.insert(0, requests.RequestsPanel())
