"""Actions in the audit log. Reading is not recorded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    """Kinds of entries; the values are stored, so they must not change."""

    LOGGED_IN = "members.log_in", _("Logged in")
    LOG_IN_FAILED = "members.log_in_failed", _("Log-in failed")
    ROLE_GIVEN = "members.role_given", _("Role given")
    ROLE_TAKEN = "members.role_taken", _("Role taken away")
    POWER_CHANGED = "members.power_changed", _("Account changed in what it may do")
    ACCOUNT_DELETED = "members.account_deleted", _("Account deleted")
    AFFILIATION_CHANGED = "members.affiliation_changed", _("Affiliation changed")
    GATE_CLOSED = "members.gate_closed", _("Gate closed")
    GATE_OPENED = "members.gate_opened", _("Gate opened")
    EXPORTED = "members.exported", _("Exported")
    TOKEN_MADE = "wagtail.apitoken.create", _("Token made")
    TOKEN_REVOKED = "wagtail.apitoken.revoke", _("Token revoked")

    @property
    def is_wagtails(self) -> bool:
        """Return whether Wagtail itself registers and writes the action."""
        return self.value.startswith("wagtail.")
