"""E-mails about pieces. Each says what to do and until when, and comes once."""

from typing import Any

from base.mail.from_template import send_from_template
from desk.models import Piece, PieceInvitation
from desk.permissions import keepers
from members.models import User


def invite(invitation: PieceInvitation) -> None:
    """Send an invitation to write."""
    send_from_template(
        "desk/mail/invitation.txt",
        to=[invitation.email],
        event=f"invitation to write {invitation.pk}, {invitation.sent_at:%s}",
        invitation=invitation,
        piece=invitation.piece,
    )


def tell_author(piece: Piece, *, template: str, by: User | None, key: str = "", **context: Any) -> None:
    """Tell the author that a piece stands somewhere else now, unless they did it themselves."""
    if piece.owner and piece.owner != by:
        event = key or _event(piece, template)
        send_from_template(f"desk/mail/{template}.txt", to=[piece.owner.email], event=event, piece=piece, **context)


def tell_editors(piece: Piece, *, template: str, by: User | None, key: str = "", **context: Any) -> None:
    """Tell the editor in charge, or else everybody who keeps pieces."""
    editors = [piece.assignee] if piece.assignee else keepers()
    addresses = [editor.email for editor in editors if editor != by]
    event = key or _event(piece, template)
    send_from_template(f"desk/mail/{template}.txt", to=addresses, event=event, piece=piece, **context)


def _event(piece: Piece, template: str) -> str:
    """Return the key of what happened: it is the same for two workers that tell of it, and another the next time."""
    return f"piece {piece.pk} {template}, {piece.version}"
