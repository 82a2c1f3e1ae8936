"""Base classes of invitations: address, sender, expiry, and single use."""

from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

AnyInvitation = TypeVar("AnyInvitation", bound="BaseInvitation")


class InvitationQuerySet(models.QuerySet[AnyInvitation]):
    """Named queries on invitations."""

    def open(self) -> Self:
        """Return invitations that can still be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def lock_open(self, pk: int) -> AnyInvitation | None:
        """Lock and return an invitation until the transaction ends; None if it can no longer be accepted."""
        return self.open().select_for_update().filter(pk=pk).first()


class BaseInvitation(models.Model):
    """An offer to the owner of an address; a subclass defines the expiry."""

    email = models.EmailField(_("e-mail address"))
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-sent_at"]

    @property
    def is_open(self) -> bool:
        """Return whether it can still be accepted."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()


AnySignedInvitation = TypeVar("AnySignedInvitation", bound="SignedInvitation")


class SignedInvitationQuerySet(InvitationQuerySet[AnySignedInvitation]):
    """Named queries on invitations whose links are not stored."""

    def with_token(self, token: str) -> AnySignedInvitation | None:
        """Return the invitation of a link, or None if the link is forged or altered."""
        try:
            pk, email = signing.loads(token, salt=self.model.signature)
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return self.filter(pk=pk, email=email).select_related("invited_by").first()


class SignedInvitation(BaseInvitation):
    """An invitation with a signed link; a subclass defines the salt, and the view that accepts it."""

    signature: ClassVar[str]
    url_name: ClassVar[str]

    was_verified = models.BooleanField(
        default=False, help_text=_("Whether an account had confirmed the address before it was written to.")
    )

    class Meta(BaseInvitation.Meta):
        abstract = True

    @property
    def address(self) -> str:
        """The signed link, which is not stored."""
        return reverse(self.url_name, args=[signing.dumps([self.pk, self.email], salt=self.signature)])
