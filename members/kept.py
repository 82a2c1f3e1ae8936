"""How long what people leave behind is kept."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from base.background.retention import register_retention
from members.models import AuditEntry, DeskInvitation, GiftLink, Invitation
from members.models.audit_entry import KEPT

AFTER_THE_END = timedelta(days=90)


def register() -> None:
    """Tell the scheduler. A gift link counts for a month, and an invitation says who let whom in."""
    register_retention("entries of the audit log", KEPT, lambda then: AuditEntry.objects.filter(timestamp__lt=then))
    register_retention("devices of an account after their session", timedelta(days=1), _devices_without_session)
    register_retention(
        "gift links after their end", AFTER_THE_END, lambda then: GiftLink.objects.filter(expires_at__lt=then)
    )
    register_retention(
        "invitations to institutions after their end",
        AFTER_THE_END,
        lambda then: Invitation.objects.filter(expires_at__lt=then),
    )
    register_retention(
        "invitations to the desk after their end",
        AFTER_THE_END,
        lambda then: DeskInvitation.objects.filter(expires_at__lt=then),
    )


def _devices_without_session(then: datetime) -> QuerySet[UserSession]:
    going_on = Session.objects.values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.filter(last_seen_at__lt=then).exclude(session_key__in=going_on)
    return found
