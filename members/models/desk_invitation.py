"""Invitations to the editorial desk."""

from datetime import datetime, timedelta

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.invitation import BaseInvitation, InvitationQuerySet

DESK_INVITATION_DAYS = 7
SIGNATURE = "invitation to the desk"


def desk_invitation_end() -> datetime:
    """Return when an invitation that is sent now expires."""
    return timezone.now() + timedelta(days=DESK_INVITATION_DAYS)


class DeskInvitationQuerySet(InvitationQuerySet["DeskInvitation"]):
    """Named queries on invitations to the desk."""

    def with_token(self, token: str) -> "DeskInvitation | None":
        """Return the invitation to which a link leads; None when the link was made up or altered."""
        try:
            pk, email = signing.loads(token, salt=SIGNATURE)
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return self.filter(pk=pk, email=email).select_related("group", "invited_by").first()


class DeskInvitation(BaseInvitation):
    """The offer of a role at the desk to whoever gets mail at an address."""

    group = models.ForeignKey("auth.Group", on_delete=models.CASCADE, related_name="+", verbose_name=_("role"))
    was_verified = models.BooleanField(
        default=False, help_text=_("Whether an account had confirmed the address before it was written to.")
    )
    expires_at = models.DateTimeField(_("expires"), default=desk_invitation_end)

    objects = DeskInvitationQuerySet.as_manager()

    class Meta(BaseInvitation.Meta):
        verbose_name = _("invitation to the desk")
        verbose_name_plural = _("invitations to the desk")

    def __str__(self) -> str:
        return f"{self.email} → {self.group}"

    @property
    def address(self) -> str:
        """The signed link; no table holds it."""
        return reverse("desk_invitation", args=[signing.dumps([self.pk, self.email], salt=SIGNATURE)])
