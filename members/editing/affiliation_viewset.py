"""Affiliations in the admin."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from members.models import Affiliation, Institution


class AffiliationFilterSet(WagtailFilterSet):
    """Filters by state, source, role and institution."""

    institution = django_filters.ModelChoiceFilter(queryset=Institution.objects.all(), label=_("Institution"))

    class Meta:
        model = Affiliation
        fields = ["state", "source", "is_coordinator", "institution"]


def _email(affiliation: Affiliation) -> str:
    return affiliation.user.email


class AffiliationEditView(EditView):
    """Changes the state or the role; user and institution stay."""

    def get_page_subtitle(self) -> str:
        """Return whose affiliation it is."""
        return str(self.object)


class NoAddPolicy(ModelPermissionPolicy):
    """Affiliations are created from addresses, invitations, requests and sign-on, never by this form."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Return whether the user may do this with affiliations; adding is always refused."""
        return action != "add" and super().user_has_permission(user, action)


register_permission_policy(Affiliation, NoAddPolicy(Affiliation))


class AffiliationViewSet(SnippetViewSet):
    """The list of affiliations: who works where, and how we know."""

    model = Affiliation
    icon = "group"
    menu_label = _("Affiliations")
    edit_view_class = AffiliationEditView
    filterset_class = AffiliationFilterSet
    list_display: Any = [
        "user",
        Column("email", label=_("E-mail address"), accessor=_email),
        "institution",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("source", label=_("Known by"), accessor="get_source_display", sort_key="source"),
        Column(
            "is_coordinator",
            label=_("Coordinator"),
            accessor=lambda found: _("Yes") if found.is_coordinator else "",
        ),
        DateColumn("created_at", label=_("Since"), sort_key="created_at"),
    ]
    search_fields = ["user__email", "user__first_name", "user__last_name", "institution__name"]
    search_backend_name = None
    ordering = ["-created_at"]
    list_per_page = 50
    panels = [
        FieldPanel("user", read_only=True),
        FieldPanel("institution", read_only=True),
        FieldPanel("note", read_only=True),
        FieldPanel("state"),
        FieldPanel("is_coordinator"),
    ]

    def get_queryset(self, request: Any) -> Any:
        """Return affiliations with their users and institutions."""
        return Affiliation.objects.select_related("user", "institution")
