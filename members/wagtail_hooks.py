"""Wiring of institutions into the admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from members.models import Institution
from members.view_as import ViewAsItem, may_view_as


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


@hooks.register("construct_wagtail_userbar")
def offer_view_as(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Let staff see the page as another reader."""
    if may_view_as(request.user):
        items.append(ViewAsItem(request))
