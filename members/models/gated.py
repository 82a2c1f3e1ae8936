"""Gated pieces: readable in full by members only."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.clock import has_come
from page_store.policy.cacheability import expires_at


class Access(models.TextChoices):
    """The readers of a piece in full."""

    OPEN = "open", _("Everyone")
    MEMBERS = "members", _("Members")


def access_field(*, default: Access) -> models.CharField:
    """Return the field that says who may read a piece in full."""
    return models.CharField(_("who reads it in full"), max_length=8, choices=Access, default=default)


def gated_or_not(pieces: Any, *, gated: bool) -> Any:
    """Return the pieces that are gated now, or all others; the response expires when the next gate opens."""
    now = timezone.now()
    expires_at(pieces.filter(gated_until__gt=now).aggregate(at=models.Min("gated_until"))["at"])
    closed = models.Q(access=Access.MEMBERS) & (models.Q(gated_until=None) | models.Q(gated_until__gt=now))
    return pieces.filter(closed if gated else ~closed)


class Gated(models.Model):
    """A piece that may be for members only, for good or until a moment."""

    access = access_field(default=Access.OPEN)
    gated_until = models.DateTimeField(
        _("for members until"),
        null=True,
        blank=True,
        help_text=_("From then on everybody reads it in full; for good when empty."),
    )

    # The fields whose images and documents are gated with the piece.
    gated_fields: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def is_gated(self, at: datetime | None = None) -> bool:
        """Return whether only members may read it in full, now or at another moment."""
        if self.access == Access.OPEN:
            return False
        if self.gated_until is None:
            return True
        return at < self.gated_until if at else not has_come(self.gated_until)

    @property
    def full_text(self) -> str:
        """The text that is gated with the piece."""
        raise NotImplementedError

    def is_owned_by(self, user: Any) -> bool:
        """Return whether the user created the piece."""
        return getattr(self, "owner_id", None) == user.pk


class GatedText(models.Model):
    """The record that a page is gated; the text itself is only in the page."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="gated_text")

    class Meta:
        permissions = [("read_gated", _("Can read gated pieces in full"))]

    def __str__(self) -> str:
        return f"Gate of {self.page}"
