"""Webhooks: the endpoints that are notified of publications, and the deliveries."""

import base64
import secrets
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# How long an old secret still signs after its rotation, so that a program can change it without a gap.
BOTH_SECRETS = timedelta(days=1)
MOST_FAILURES = 40  # consecutive attempts; the pauses between them grow to hours


def new_secret() -> str:
    """Return a secret in the format of Standard Webhooks: 32 random bytes."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def new_message_id() -> str:
    """Return the id of a message, which stays the same for all attempts."""
    return f"msg_{secrets.token_urlsafe(18)}"


class WebhookEvent(models.TextChoices):
    """The events of webhooks."""

    PUBLISH = "publish", _("Published for the first time, or again")
    UPDATE = "update", _("Changed after publication")
    UNPUBLISH = "unpublish", _("Withdrawn")
    DELETE = "delete", _("Deleted, if it had been published")
    CORRECTION = "correction", _("Corrected")
    GATE = "gate", _("Opened to everybody, or closed to all but members")


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    """Named queries on endpoints."""

    def listening_to(self, event: str) -> list["WebhookEndpoint"]:
        """Return the endpoints that listen to an event; filtered here, since databases differ in querying lists."""
        return [endpoint for endpoint in self.filter(is_active=True) if event in endpoint.events]


class WebhookEndpoint(models.Model):
    """An endpoint that is notified."""

    url = models.URLField(_("address"), max_length=500)
    events = models.JSONField(_("events"), default=list)
    is_active = models.BooleanField(_("active"), default=True)
    secret = models.CharField(max_length=80, default=new_secret, editable=False)
    old_secret = models.CharField(max_length=80, blank=True, editable=False)
    rotated_at = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    disabled_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True
    objects: ClassVar[Any] = WebhookEndpointQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["created_at"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.url

    @property
    def signing_secrets(self) -> list[str]:
        """The secrets with which a message is signed: for a day after a rotation also the old one."""
        is_changing = self.old_secret and self.rotated_at and self.rotated_at > timezone.now() - BOTH_SECRETS
        return [self.secret, self.old_secret] if is_changing else [self.secret]


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    """Named queries on deliveries."""

    def older_than(self, then: Any) -> Self:
        """Return deliveries created before a moment."""
        return self.filter(created_at__lt=then)


class WebhookDelivery(models.Model):
    """A message to one endpoint: its content, and the last answer."""

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.CharField(max_length=40, unique=True, default=new_message_id)
    type = models.CharField(max_length=40)
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)
    tried_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True
    objects: ClassVar[Any] = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.type} {self.message_id}"
