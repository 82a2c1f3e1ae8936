"""The form of an institution in the admin."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from members.models import Network
from members.permissions import MANAGE_MEMBERSHIPS
from members.recognition.networks import parse_networks

# These decide who reads, so only people who manage memberships get them.
MEMBERSHIP_FORMSETS = ("memberships", "mail_domains", "networks")


class InstitutionForm(WagtailAdminModelForm):
    """Neither shows nor accepts what decides who reads, unless the user manages memberships."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (self.for_user and self.for_user.has_perm(MANAGE_MEMBERSHIPS)):
            for name in MEMBERSHIP_FORMSETS:
                self.formsets.pop(name, None)
        if "website" in self.fields:
            self.fields["website"].assume_scheme = "https"

    def save(self, commit: bool = True) -> Any:
        """Save the institution, with a separate network for each one typed into a field."""
        others = [Network(cidr=cidr) for row in self._network_rows() for cidr in _keep_first(row.instance)]
        institution = super().save(commit=commit)
        institution.networks.add(*others)
        if commit:
            institution.networks.commit()
        return institution

    def _network_rows(self) -> list[Any]:
        formset = self.formsets.get("networks")
        return (
            [row for row in formset.forms if row.has_changed() and row not in formset.deleted_forms] if formset else []
        )


def _keep_first(network: Network) -> list[str]:
    """Leave the first of the networks that were typed, and return the others."""
    network.cidr, *others = map(str, parse_networks(network.cidr))
    return others
