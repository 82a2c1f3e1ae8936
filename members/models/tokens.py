"""Scope and expiry of API tokens, and answers to their requests; the token itself is Wagtail's."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """The scope of a token."""

    READ = "read", _("Read")
    WRITE = "write", _("Read, and write in the name of its owner")


# How long the answer to a request with an `Idempotency-Key` is repeated.
ANSWERED_AGAIN = timedelta(hours=24)


class TokenGrant(models.Model):
    """Scope and expiry of a token. A token without a grant, which only code of Wagtail creates, may only read."""

    token = models.OneToOneField("wagtailcore.APIToken", on_delete=models.CASCADE, related_name="grant")
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.READ)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("grant of a token")
        verbose_name_plural = _("grants of tokens")

    def __str__(self) -> str:
        return f"{self.token}: {self.get_scope_display()}"

    @property
    def has_expired(self) -> bool:
        """Return whether the token has expired."""
        return self.expires_at is not None and self.expires_at <= timezone.now()


class AnsweredRequest(models.Model):
    """A completed request with the `Idempotency-Key` of its sender, and the answer."""

    token = models.ForeignKey("wagtailcore.APIToken", on_delete=models.CASCADE, related_name="answered_requests")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    content = models.TextField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "key"], name="members_request_answered_once")]
        verbose_name = _("answered request")
        verbose_name_plural = _("answered requests")

    def __str__(self) -> str:
        return f"{self.token}: {self.key}"
