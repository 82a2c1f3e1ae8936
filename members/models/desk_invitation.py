"""Invitations to the editorial desk."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DESK_INVITATION_DAYS = 7
SIGNATURE = "invitation to the desk"


def desk_invitation_end() -> datetime:
    """Return when an invitation that is sent now expires."""
    return timezone.now() + timedelta(days=DESK_INVITATION_DAYS)


class DeskInvitationQuerySet(models.QuerySet["DeskInvitation"]):
    """Named queries on invitations to the desk."""

    def open(self) -> Self:
        """Return invitations that can still be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> "DeskInvitation | None":
        """Return the invitation to which a link leads; None when the link was made up or altered."""
        try:
            pk, email = signing.loads(token, salt=SIGNATURE)
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return self.filter(pk=pk, email=email).select_related("group", "invited_by").first()


class DeskInvitation(models.Model):
    """The offer of a role at the desk to whoever gets mail at an address."""

    email = models.EmailField(_("e-mail address"))
    group = models.ForeignKey("auth.Group", on_delete=models.CASCADE, related_name="+", verbose_name=_("role"))
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    was_verified = models.BooleanField(
        default=False, help_text=_("Whether an account had confirmed the address before it was written to.")
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"), default=desk_invitation_end)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = DeskInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("invitation to the desk")
        verbose_name_plural = _("invitations to the desk")

    def __str__(self) -> str:
        return f"{self.email} → {self.group}"

    @property
    def address(self) -> str:
        """The signed link; no table holds it."""
        return reverse("desk_invitation", args=[signing.dumps([self.pk, self.email], salt=SIGNATURE)])

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()
