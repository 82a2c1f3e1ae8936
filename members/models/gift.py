"""Gift links, by which a member opens one gated piece to somebody."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

GIFT_DAYS = 14


def gift_token() -> str:
    """Return a token that cannot be guessed."""
    return get_random_string(32)


def gift_end() -> datetime:
    """Return the expiry of a link that is made now."""
    return timezone.now() + timedelta(days=GIFT_DAYS)


class GiftLinkQuerySet(models.QuerySet["GiftLink"]):
    """Named queries on gift links."""

    def valid(self) -> Self:
        """Return links that are neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class GiftLink(models.Model):
    """One link to one gated page, from one member."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="gift_links")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="gift_links")
    token = models.CharField(max_length=32, unique=True, default=gift_token, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"), default=gift_end)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    opened = models.PositiveSmallIntegerField(_("opened by"), default=0)

    objects = GiftLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("gift link")
        verbose_name_plural = _("gift links")

    def __str__(self) -> str:
        return f"{self.page} from {self.giver}"

    @property
    def is_valid(self) -> bool:
        """Return whether it is neither revoked nor expired. Its giver may still have lost access."""
        return self.revoked_at is None and self.expires_at > timezone.now()
