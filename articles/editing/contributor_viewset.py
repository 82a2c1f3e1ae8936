"""List, forms and chooser of contributors in the admin; authors may edit those they made until they are in use."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.snippets.views import chooser, snippets

from articles.editing.form_fields import InstitutionField
from articles.models import Contributor

MEND = {"change", "delete"}


class OwnContributorsPolicy(ModelPermissionPolicy):
    """Policy by which users who may add contributors edit and delete those they made, until they are in use."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Return whether the user may do this with some contributors."""
        return self._may(user, action) or (action in MEND and self._may(user, "add"))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Contributor) -> bool:
        """Return whether the user may do this with one contributor."""
        if action in MEND and not self._may(user, action):
            found = Contributor.objects.in_hands_of(user) if self._may(user, "add") else Contributor.objects.none()
        else:
            found = Contributor.objects.visible_to(user) if self._may(user, action) else Contributor.objects.none()
        return found.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        """Return the contributors that the user may see, if they may do any of this with them."""
        found = super().instances_user_has_any_permission_for(user, actions)
        if set(actions) <= MEND and not any(self._may(user, action) for action in actions):
            return found.in_hands_of(user)
        return found.visible_to(user)

    def _may(self, user: Any, action: str) -> bool:
        return bool(super().user_has_permission(user, action))


CONTRIBUTOR_POLICY = OwnContributorsPolicy(Contributor)


class AskedForEachContributor:
    """Checks the permission for the contributor of the view; Wagtail checks it only for the model."""

    asked_for = "change"

    def get_object(self, *args: Any, **kwargs: Any) -> Contributor:
        """Return the contributor. Raise PermissionDenied."""
        found: Contributor = super().get_object(*args, **kwargs)  # type: ignore[misc]  # provided by the view
        user = self.request.user  # type: ignore[attr-defined]  # provided by the view
        if not CONTRIBUTOR_POLICY.user_has_permission_for_instance(user, self.asked_for, found):
            raise PermissionDenied
        return found


class ContributorEditView(AskedForEachContributor, snippets.EditView):
    """Edits a contributor."""


class ContributorDeleteView(AskedForEachContributor, snippets.DeleteView):
    """Deletes a contributor."""

    asked_for = "delete"


class ContributorUsageView(AskedForEachContributor, snippets.UsageView):
    """Shows where a contributor is credited."""


class ContributorHistoryView(AskedForEachContributor, snippets.HistoryView):
    """Shows the changes of a contributor."""


class ContributorCopyView(AskedForEachContributor, snippets.CopyView):
    """Copies a contributor."""

    asked_for = "view"


class NewContributorForm(forms.ModelForm):
    """The chooser's form for a new contributor, with a search for the institution."""

    institution = InstitutionField(label=_("Institution"), required=False)

    class Meta:
        model = Contributor
        fields = ["kind", "name", "job_title", "institution", "biography"]


class ShowAffiliation:
    """Shows the contributors that the user may see, with affiliation."""

    page_subtitle = ""

    @property
    def columns(self) -> list[Column]:
        """Name and affiliation."""
        return [*super().columns, Column("affiliation", label=_("Affiliation"))]  # type: ignore[misc]  # a mixin

    def get_object_list(self) -> Any:
        """Return the contributors that can be chosen."""
        found = super().get_object_list()  # type: ignore[misc]  # provided by the view
        visible = found.visible_to(self.request.user)  # type: ignore[attr-defined]  # provided by the view
        return visible.select_related("institution")


class ChooseContributorView(ShowAffiliation, chooser.ChooseView):
    """The chooser when it opens."""


class ChooseContributorResultsView(ShowAffiliation, chooser.ChooseResultsView):
    """The results of the chooser's search and pages."""


class ContributorChosenView(chooser.SnippetChosenView):
    """The chosen contributor for the form."""

    def get_object(self, pk: str) -> Contributor:
        """Return the contributor. Raise DoesNotExist for one that the user may not see."""
        return Contributor.objects.visible_to(self.request.user).get(pk=pk)


class ContributorChosenMultipleView(chooser.SnippetChosenMultipleView):
    """Several chosen contributors for the form."""

    def get_objects(self, pks: Iterable[str]) -> Any:
        """Return the contributors that the user may see."""
        return super().get_objects(pks).visible_to(self.request.user)


class ContributorChooserViewSet(chooser.SnippetChooserViewSet):
    """Chooses a contributor, or creates one without leaving the article."""

    creation_form_class = NewContributorForm
    choose_view_class = ChooseContributorView
    choose_results_view_class = ChooseContributorResultsView
    chosen_view_class = ContributorChosenView
    chosen_multiple_view_class = ContributorChosenMultipleView
    creation_tab_label = _("New contributor")
    create_action_label = _("Create and choose")
    choose_one_text = _("Choose a contributor")
    choose_another_text = _("Choose another contributor")
    edit_item_text = _("Edit this contributor")


class ContributorViewSet(snippets.SnippetViewSet):
    """People and organisations with a byline."""

    model = Contributor
    icon = "group"
    menu_label = _("Contributors")
    menu_order = 120
    add_to_admin_menu = True
    list_display = ["name", "job_title", "institution", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]
    search_backend_name = None
    chooser_viewset_class = ContributorChooserViewSet
    edit_view_class = ContributorEditView
    delete_view_class = ContributorDeleteView
    usage_view_class = ContributorUsageView
    history_view_class = ContributorHistoryView
    copy_view_class = ContributorCopyView
    ordering = ["sort_name"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the contributors that the user may see."""
        return Contributor.objects.visible_to(request.user).select_related("institution")
