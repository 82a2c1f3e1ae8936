"""Invitations to write."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.models.piece import Piece
from members.models.invitation import SignedInvitation, SignedInvitationQuerySet

PIECE_INVITATION_DAYS = 30


def piece_invitation_end() -> datetime:
    """Return when an invitation that is sent now expires."""
    return timezone.now() + timedelta(days=PIECE_INVITATION_DAYS)


class PieceInvitation(SignedInvitation):
    """An editor's request to write, to the owner of an e-mail address."""

    signature = "invitation to write"
    url_name = "piece_invitation"

    name = models.CharField(_("name"), max_length=160, help_text=_("As it is to stand in the byline."))
    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("piece"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    message = models.TextField(_("message"), blank=True, max_length=2_000)
    expires_at = models.DateTimeField(_("expires"), default=piece_invitation_end)

    objects = SignedInvitationQuerySet["PieceInvitation"].as_manager()

    class Meta(SignedInvitation.Meta):
        verbose_name = _("invitation to write")
        verbose_name_plural = _("invitations to write")

    def __str__(self) -> str:
        return f"{self.email} → {self.piece}"
