"""Affiliations, which say who works where and how it is known, and invitations to them."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from members.models.institution import Institution
from members.models.invitation import BaseInvitation, InvitationQuerySet

INVITATION_DAYS = 14


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    """Named queries on affiliations."""

    def active(self) -> Self:
        """Return affiliations that are valid today."""
        return self.filter(state=Affiliation.State.ACTIVE)

    def pending(self) -> Self:
        """Return undecided requests."""
        return self.filter(state=Affiliation.State.PENDING)

    def coordinating(self) -> Self:
        """Return affiliations of coordinators, who invite and remove colleagues."""
        return self.active().filter(is_coordinator=True)


class Affiliation(models.Model):
    """A user's tie to an institution."""

    class Source(models.TextChoices):
        """The evidence for an affiliation."""

        DOMAIN = "domain", _("E-mail domain")
        INVITATION = "invitation", _("Invitation")
        REQUEST = "request", _("Request")
        SIGN_ON = "sign_on", _("Single sign-on")
        STAFF = "staff", _("Entered by the association")

    class State(models.TextChoices):
        """The state of an affiliation.

        One that ended because no address or sign-on proved it any more is reactivated when one does.
        People who left may come back on their own; people who were removed need an invitation or an approval.
        """

        PENDING = "pending", _("Waiting for an answer")
        ACTIVE = "active", _("Active")
        REFUSED = "refused", _("Refused")
        ENDED = "ended", _("Ended by itself")
        LEFT = "left", _("Left")
        REMOVED = "removed", _("Removed")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations")
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="affiliations")
    source = models.CharField(_("known by"), max_length=12, choices=Source)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE, db_index=True)
    is_coordinator = models.BooleanField(
        _("coordinator"),
        default=False,
        help_text=_("Invites and removes colleagues there."),
    )
    note = models.TextField(
        _("note"), blank=True, max_length=600, help_text=_("What somebody wrote when asking to be added.")
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = AffiliationQuerySet.as_manager()

    _stored: tuple[Any, ...] = ()

    class Meta:
        ordering = ["institution__name", "created_at"]
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "institution"],
                name="one_affiliation_to_an_institution",
                violation_error_message=_("This person has an affiliation to the institution already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.institution}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it with its entry in the audit log."""
        super().save(*args, **kwargs)
        self._stored = self._said

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        """Remember the stored values, for the audit log."""
        found = super().from_db(*args, **kwargs)
        found._stored = found._said
        return found

    @property
    def has_changed(self) -> bool:
        """Return whether it differs from the stored values."""
        return self._stored != self._said

    @property
    def _said(self) -> tuple[Any, ...]:
        return tuple(self.__dict__.get(name) for name in ("state", "source", "is_coordinator"))


def invitation_token() -> str:
    """Return a token that cannot be guessed."""
    return get_random_string(40)


def invitation_end() -> datetime:
    """Return the expiry of an invitation that is sent now."""
    return timezone.now() + timedelta(days=INVITATION_DAYS)


class Invitation(BaseInvitation):
    """A coordinator's invitation of a colleague."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=40, unique=True, default=invitation_token, editable=False)
    expires_at = models.DateTimeField(_("expires"), default=invitation_end)

    objects = InvitationQuerySet.as_manager()

    class Meta(BaseInvitation.Meta):
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.email} → {self.institution}"
