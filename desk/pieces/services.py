"""Changes of a piece: send, accept or decline a pitch, and shared helpers."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.models import Piece, Stage
from desk.pieces import emails
from members.models import User

DAY = timedelta(days=1)
PITCHED = (Stage.PITCH, Stage.DECLINED, Stage.WITHDRAWN)


class PieceError(Exception):
    """The change is not possible now; the message explains why."""


def lock(piece: Piece, *, stages: Any) -> Piece:
    """Return the current piece, locked until the transaction ends. Raise PieceError in another stage."""
    found = Piece.objects.select_for_update().get(pk=piece.pk)
    if found.stage not in stages:
        raise PieceError(
            _("“%(piece)s” is elsewhere by now: %(stage)s.") % {"piece": found, "stage": found.get_stage_display()}
        )
    return found


def save_moved(piece: Piece, stage: Stage) -> None:
    """Move a locked piece to another stage and save it."""
    piece.move_to(stage)
    piece.version += 1
    piece.save()


@transaction.atomic
def send_pitch(*, owner: User, title: str, pitch: str) -> Piece:
    """Send a pitch to the editors."""
    piece = Piece.objects.create(title=title, pitch=pitch, owner=owner, stage=Stage.PITCH)
    emails.tell_editors(piece, template="pitch", by=owner, link=emails.absolute(f"{reverse('pieces')}?stage=pitch"))
    return piece


@transaction.atomic
def accept_pitch(*, piece: Piece, by: User, due_on: Any = None, words: str = "") -> Piece:
    """Ask the author of a pitch to write it; the accepting editor is put in charge."""
    found = lock(piece, stages={Stage.PITCH})
    found.assignee, found.due_on, found.words_to_author = found.assignee or by, due_on, words
    save_moved(found, Stage.WRITING)
    emails.tell_author(found, template="pitch_accepted", by=by)
    return found


@transaction.atomic
def decline_pitch(*, piece: Piece, by: User, words: str = "") -> Piece:
    """Decline a pitch, with a reason."""
    found = lock(piece, stages={Stage.PITCH})
    found.words_to_author = words
    save_moved(found, Stage.DECLINED)
    emails.tell_author(found, template="pitch_declined", by=by)
    return found


def require_owner(piece: Piece, user: Any) -> None:
    """Raise PermissionDenied unless the user is the author."""
    if piece.owner_id is None or piece.owner_id != user.pk:
        raise PermissionDenied


def pitches_lately(user: User) -> int:
    """Return the number of pitches that the user sent within a day."""
    return Piece.objects.filter(owner=user, stage__in=PITCHED, created_at__gt=timezone.now() - DAY).count()
