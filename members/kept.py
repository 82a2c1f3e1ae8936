"""Retention of members' data."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from wagtail.models import APIToken

from base.background.retention import register_retention
from members.models import AnsweredRequest, AuditEntry, DeskInvitation, GiftLink, Invitation
from members.models.audit_entry import KEPT
from members.models.tokens import ANSWERED_AGAIN

AFTER_THE_END = timedelta(days=90)


def register() -> None:
    """Register the retention rules. Gift links count for a month, and invitations document who admitted whom."""
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
    register_retention(
        "answers to requests with a key", ANSWERED_AGAIN, lambda then: AnsweredRequest.objects.filter(at__lt=then)
    )
    register_retention("tokens of the API after their end", AFTER_THE_END, _ended_tokens)


def _ended_tokens(then: datetime) -> QuerySet[APIToken]:
    ended: QuerySet[APIToken] = APIToken.objects.filter(Q(revoked_at__lt=then) | Q(grant__expires_at__lt=then))
    return ended


def _devices_without_session(then: datetime) -> QuerySet[UserSession]:
    going_on = Session.objects.values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.filter(last_seen_at__lt=then).exclude(session_key__in=going_on)
    return found
