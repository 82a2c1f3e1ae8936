"""Mails about due dates: to the author a week before, and to both when the day is over. Each comes once."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from desk.models import Piece, Stage
from desk.pieces import emails

WEEK = timedelta(days=7)


def remind(now: datetime) -> None:
    """Send due reminders; the outbox remembers what it has sent for longer than pieces are considered here."""
    today = timezone.localdate(now, timezone.get_default_timezone())
    waiting = Piece.objects.filter(stage__in=Stage.with_the_author()).select_related("owner", "assignee")
    for piece in waiting.filter(due_on__range=(today, today + WEEK)):
        _remind(piece, today)
    for piece in waiting.filter(due_on__range=(today - WEEK, today - timedelta(days=1))):
        _remind_of_late(piece)


@transaction.atomic
def _remind(piece: Piece, today: date) -> None:
    # Authors asked less than a week before the day have just read when it is.
    if piece.stage_since.date() <= today - timedelta(days=2):
        emails.tell_author(piece, template="due_soon", by=None, key=f"piece {piece.pk} due on {piece.due_on}")


@transaction.atomic
def _remind_of_late(piece: Piece) -> None:
    emails.tell_author(piece, template="due_over", by=None, key=f"piece {piece.pk} late since {piece.due_on}")
    emails.tell_editors(piece, template="late", by=piece.owner, key=f"piece {piece.pk} late since {piece.due_on}")
