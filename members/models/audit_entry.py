"""The audit log: the entries of Wagtail's log on permissions, and on who used them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry
from wagtail.models.audit_log import BaseLogEntryManager, LogEntryQuerySet

from members.audit.actions import Action
from members.models.user import User

KEPT = timedelta(days=400)


class AuditEntryQuerySet(LogEntryQuerySet):
    """Named queries of the audit log."""

    def concerning(self, people: Iterable[int]) -> Self:
        """Return actions by these people, and actions on their accounts."""
        keys = list(people)
        about = Q(content_type=ContentType.objects.get_for_model(User), object_id__in=[str(key) for key in keys])
        return self.filter(Q(user_id__in=keys) | about)


class AuditEntryManager(BaseLogEntryManager.from_queryset(AuditEntryQuerySet)):  # type: ignore[misc]  # dynamic base
    """Finds the entries of the audit log among those of Wagtail's."""

    def get_queryset(self) -> AuditEntryQuerySet:
        """Return the entries of our actions only."""
        return AuditEntryQuerySet(self.model, using=self._db).filter(action__in=Action.values)


class AuditEntry(ModelLogEntry):
    """An entry of the audit log. Its label never names a person: accounts go, and entries stay for 400 days."""

    objects: ClassVar[Any] = AuditEntryManager()

    class Meta:
        proxy = True
        default_permissions = ("view",)
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("entries of the audit log")
