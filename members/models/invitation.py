"""What invitations have in common: an address, who wrote to it, and how long and how often they work."""

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
        """Return an invitation locked until the transaction ends; None when it cannot be accepted any more."""
        return self.open().select_for_update().filter(pk=pk).first()


class BaseInvitation(models.Model):
    """An offer to whoever gets mail at an address; a subclass says until when."""

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
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()


AnySignedInvitation = TypeVar("AnySignedInvitation", bound="SignedInvitation")


class SignedInvitationQuerySet(InvitationQuerySet[AnySignedInvitation]):
    """Named queries on invitations whose links no table holds."""

    def with_token(self, token: str) -> AnySignedInvitation | None:
        """Return the invitation to which a link leads; None when the link was made up or altered."""
        try:
            pk, email = signing.loads(token, salt=self.model.signature)
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return self.filter(pk=pk, email=email).select_related("invited_by").first()


class SignedInvitation(BaseInvitation):
    """An invitation whose link is signed; a subclass names the signature, and the address that takes it."""

    signature: ClassVar[str]
    url_name: ClassVar[str]

    was_verified = models.BooleanField(
        default=False, help_text=_("Whether an account had confirmed the address before it was written to.")
    )

    class Meta(BaseInvitation.Meta):
        abstract = True

    @property
    def address(self) -> str:
        """The signed link; no table holds it."""
        return reverse(self.url_name, args=[signing.dumps([self.pk, self.email], salt=self.signature)])
