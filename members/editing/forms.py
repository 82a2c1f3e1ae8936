"""The form of an institution in the admin."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from members.permissions import MANAGE_MEMBERSHIPS

# These decide who reads, so only people who manage memberships get them.
MEMBERSHIP_FORMSETS = ("memberships", "mail_domains", "networks")


class InstitutionForm(WagtailAdminModelForm):
    """Neither shows nor accepts what decides who reads, unless the user manages memberships."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (self.for_user and self.for_user.has_perm(MANAGE_MEMBERSHIPS)):
            for name in MEMBERSHIP_FORMSETS:
                self.formsets.pop(name, None)
