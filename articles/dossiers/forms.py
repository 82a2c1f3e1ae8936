"""The form of a dossier: what must be there before it is released, in sentences."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class DossierForm(WagtailAdminPageForm):
    """Checks a dossier; one that is released later may hold pieces that are not ready yet."""

    def clean(self) -> dict[str, Any]:
        """Add errors for pieces that block the release, and for duplicates."""
        data: dict[str, Any] = super().clean()
        keys = self._chosen()
        if len(keys) != len(set(keys)):
            self.add_error(None, _("An article stands in the dossier twice: take one of its lines out."))
        if not self.is_deferred_validation:
            self._check_release(keys, data)
        return data

    def _chosen(self) -> list[int]:
        entries = self.formsets.get("entries")
        rows = [form.cleaned_data for form in entries.forms if form.is_valid()] if entries else []
        return [row["article"].pk for row in rows if row.get("article") and not row.get("DELETE")]

    def _check_release(self, keys: list[int], data: dict[str, Any]) -> None:
        if not keys:
            self.add_error(None, _("There is nothing in the dossier yet: choose its articles."))
        if not (data.get("go_live_at") and data["go_live_at"] > timezone.now()):
            for problem in self.instance.problems_of(keys):
                self.add_error(None, problem)
