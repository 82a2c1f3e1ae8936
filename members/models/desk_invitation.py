"""Invitations to the editorial desk."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.invitation import SignedInvitation, SignedInvitationQuerySet

DESK_INVITATION_DAYS = 7


def desk_invitation_end() -> datetime:
    """Return when an invitation that is sent now expires."""
    return timezone.now() + timedelta(days=DESK_INVITATION_DAYS)


class DeskInvitation(SignedInvitation):
    """The offer of a role at the desk to the owner of an e-mail address."""

    signature = "invitation to the desk"
    url_name = "desk_invitation"

    group = models.ForeignKey("auth.Group", on_delete=models.CASCADE, related_name="+", verbose_name=_("role"))
    expires_at = models.DateTimeField(_("expires"), default=desk_invitation_end)

    objects = SignedInvitationQuerySet["DeskInvitation"].as_manager()

    class Meta(SignedInvitation.Meta):
        verbose_name = _("invitation to the desk")
        verbose_name_plural = _("invitations to the desk")

    def __str__(self) -> str:
        return f"{self.email} → {self.group}"
