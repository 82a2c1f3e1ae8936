"""Lists that users follow."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Follow(models.Model):
    """One list of one reader, by the key that survives renaming (`articles.feeds.scopes.Term`).

    The name is that of the day on which it was followed; pages show the present one.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    scope = models.CharField(_("type of list"), max_length=20)
    key = models.CharField(_("list"), max_length=40)
    name = models.CharField(_("name"), max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar = ["scope", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "scope", "key"], name="subscriptions_follows_once")
        ]
        verbose_name = _("followed list")
        verbose_name_plural = _("followed lists")

    def __str__(self) -> str:
        return self.name
