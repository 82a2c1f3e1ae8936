"""Wiring of institutions and their people into the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from members.admin import requests
from members.admin.affiliations import AffiliationViewSet
from members.mails import ANSWERS_REQUESTS
from members.models import Institution


class InstitutionViewSet(SnippetViewSet):
    """Member organisations."""

    model = Institution
    icon = "site"
    menu_label = _("Institutions")
    menu_order = 125
    add_to_admin_menu = True
    list_display = ["name", "type", "place"]
    list_filter = ["type", "country"]
    search_fields = ["name", "city", "country"]
    search_backend_name = None
    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("slug"), FieldPanel("type")], heading=_("Institution")
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("city"), FieldPanel("country")]), FieldPanel("website")],
            heading=_("Place"),
        ),
        MultiFieldPanel([FieldPanel("about"), FieldPanel("logo")], heading=_("Profile")),
    ]


register_snippet(InstitutionViewSet)
register_snippet(AffiliationViewSet)


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
