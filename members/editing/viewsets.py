"""Institutions, and the terms that the association describes them with."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from members.editing.affiliation_viewset import AffiliationViewSet
from members.editing.forms import InstitutionForm
from members.editing.panels import INSTITUTION_PANELS, TERM_PANELS
from members.models import Institution, InstitutionType, MembershipCategory


class InstitutionViewSet(SnippetViewSet):
    """Member organisations."""

    model = Institution
    icon = "site"
    menu_label = _("Institutions")
    list_display = ["name", "type", "place", "number"]
    list_filter = ["type", "country", "in_passport_program"]
    search_fields = ["name", "city", "country", "number"]
    search_backend_name = None
    list_export = ["number", "name", "type", "city", "country", "website"]
    edit_handler = ObjectList(INSTITUTION_PANELS, base_form_class=InstitutionForm)


class InstitutionTypeViewSet(SnippetViewSet):
    """The types of institutions."""

    model = InstitutionType
    icon = "list-ul"
    menu_label = _("Types")
    list_display = ["name", "sort_order"]
    panels = TERM_PANELS


class MembershipCategoryViewSet(SnippetViewSet):
    """The categories of membership."""

    model = MembershipCategory
    icon = "list-ul"
    menu_label = _("Categories")
    list_display = ["name", "sort_order"]
    panels = TERM_PANELS


class MembersGroup(SnippetViewSetGroup):
    """Everything about members, in one menu."""

    items = (InstitutionViewSet, AffiliationViewSet, InstitutionTypeViewSet, MembershipCategoryViewSet)
    menu_icon = "site"
    menu_label = _("Members")
    menu_name = "members"
    menu_order = 125
    add_to_admin_menu = True
