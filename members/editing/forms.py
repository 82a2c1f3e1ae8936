"""The form of an institution in the admin."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

KEEPS_MEMBERSHIPS = "members.change_membership"
# What decides who reads: for the keepers of memberships only.
DECIDING = ("memberships", "mail_domains", "networks")


class InstitutionForm(WagtailAdminModelForm):
    """Leaves out, and takes from nobody else, what decides who reads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (self.for_user and self.for_user.has_perm(KEEPS_MEMBERSHIPS)):
            for name in DECIDING:
                self.formsets.pop(name, None)
