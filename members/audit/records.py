"""Writing of the audit log, in the transaction of the recorded change."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from members.audit.actions import Action
from members.ip_addresses import client_address
from members.models import AuditEntry, User

NOBODY = "-"  # the key of an unknown account


def record(action: Action, *, subject: Model | None = None, by: Any = None, **details: Any) -> None:
    """Record an action on an account, a page or another object; by default by the user of the request.

    Without an object it was an unknown account.
    """
    by = by or get_active_log_context().user
    content_type = ContentType.objects.get_for_model(subject or User, for_concrete_model=False)
    entry = AuditEntry(action=action, content_type=content_type, object_id=str(subject.pk) if subject else NOBODY)
    entry.label, entry.user_id = _label(subject), by.pk if by else None
    entry.timestamp, entry.data = timezone.now(), details
    # Saving one would ask whether each of its keys exists; the account may just be deleted.
    AuditEntry.objects.bulk_create([entry])


def _label(subject: Model | None) -> str:
    """Return the label of the entry when the object is deleted; accounts stay anonymous."""
    if isinstance(subject, Page):
        return str(subject.title)
    return f"{subject._meta.verbose_name} {subject.pk}" if subject else NOBODY


def client_details(request: HttpRequest | None) -> dict[str, str]:
    """Return the address of the client, if it is known."""
    address = client_address(request) if request else None
    return {"address": str(address)} if address else {}
