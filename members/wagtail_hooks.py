"""Wiring of institutions into the admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from members.models import Institution, InstitutionType, MembershipCategory
from members.panels import INSTITUTION_PANELS, TERM_PANELS
from members.view_as import ViewAsItem, may_view_as


class InstitutionViewSet(SnippetViewSet):
    """Member organisations."""

    model = Institution
    icon = "site"
    menu_label = _("Institutions")
    menu_order = 125
    list_display = ["name", "type", "place", "number"]
    list_filter = ["type", "country", "in_passport_program"]
    search_fields = ["name", "city", "country", "number"]
    search_backend_name = None
    list_export = ["number", "name", "type", "city", "country", "website"]
    panels = INSTITUTION_PANELS


class TypeViewSet(SnippetViewSet):
    """What sorts of institutions there are."""

    model = InstitutionType
    icon = "list-ul"
    menu_label = _("Types")
    list_display = ["name", "sort_order"]
    panels = TERM_PANELS


class CategoryViewSet(SnippetViewSet):
    """What sorts of membership there are."""

    model = MembershipCategory
    icon = "list-ul"
    menu_label = _("Categories")
    list_display = ["name", "sort_order"]
    panels = TERM_PANELS


class MembersGroup(SnippetViewSetGroup):
    """Institutions, and the words that the association describes them with."""

    items = (InstitutionViewSet, TypeViewSet, CategoryViewSet)
    menu_icon = "site"
    menu_label = _("Members")
    menu_name = "members"
    menu_order = 125
    add_to_admin_menu = True


register_snippet(MembersGroup)


@hooks.register("construct_wagtail_userbar")
def offer_view_as(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Let staff see the page as another reader."""
    if may_view_as(request.user):
        items.append(ViewAsItem(request))
