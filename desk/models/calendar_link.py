"""The secret URL at which an editor's own calendar program reads the plan."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_key() -> str:
    """Return a key that cannot be guessed."""
    return secrets.token_urlsafe(24)


class CalendarLink(models.Model):
    """The link of one editor; a new key makes the old address unknown."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_link", verbose_name=_("editor")
    )
    key = models.CharField(_("key"), max_length=40, unique=True, default=new_key, editable=False)

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    def renew(cls, user: Any) -> "CalendarLink":
        """Return the user's link with a new key."""
        return cls.objects.update_or_create(user=user, defaults={"key": new_key()})[0]
