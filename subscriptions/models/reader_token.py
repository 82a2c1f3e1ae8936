"""The secret in the URL of a personal feed, one for each reader app."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# The last use is shown with day and hour; a poll every five minutes must not write each time.
PRECISION = timedelta(hours=1)


def fingerprint(token: str) -> str:
    """Return the stored digest of a token, from which the token cannot be recovered."""
    return hashlib.sha256(token.encode()).hexdigest()


class ReaderTokenQuerySet(models.QuerySet["ReaderToken"]):
    """Named queries on tokens."""

    def of_secret(self, token: str) -> Any:
        """Return the token of an active account, or None."""
        return self.filter(fingerprint=fingerprint(token), user__is_active=True).select_related("user").first()


class ReaderToken(models.Model):
    """The token of a reader's app; the secret itself is shown once and not stored."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reader_tokens")
    name = models.CharField(_("app"), max_length=60)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    wagtail_reference_index_ignore = True
    objects: ClassVar[Any] = ReaderTokenQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["created_at"]
        verbose_name = _("address of a personal feed")
        verbose_name_plural = _("addresses of personal feeds")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def make(cls, *, user: Any, name: str) -> str:
        """Create a token and return its secret, which cannot be recovered later."""
        token = secrets.token_urlsafe(32)
        cls.objects.create(user=user, name=name, fingerprint=fingerprint(token))
        return token

    def note_use(self) -> None:
        """Record that it was used."""
        now = timezone.now()
        if self.last_used_at is None or self.last_used_at < now - PRECISION:
            type(self).objects.filter(pk=self.pk).update(last_used_at=now)
