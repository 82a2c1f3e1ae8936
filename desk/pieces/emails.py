"""E-mails about pieces. Each says what to do and by when, and is sent once."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.mails.delivery import tell, write
from desk.models import Piece, PieceInvitation
from desk.permissions import keepers
from members.models import User


def absolute(path: str) -> str:
    """Return the absolute URL of a path."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def day(value: date | datetime | None) -> str:
    """Return a date or moment in words, or an empty string for None."""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    return date_format(value, "j F Y") if value else ""


def invite(invitation: PieceInvitation) -> None:
    """Send an invitation to write."""
    values = {
        "name": invitation.name,
        "title": invitation.piece.title,
        "invited_by": str(invitation.invited_by or _("The editors of Dimensions")),
        "due": day(invitation.due_on),
        "message": invitation.message,
        "expires": day(timezone.localdate(invitation.expires_at)),
        "email": invitation.email,
        "link": absolute(invitation.address),
    }
    event = f"invitation to write {invitation.pk}, {invitation.sent_at:%s}"
    write("invitation", to=invitation.email, event=event, values=values)


def tell_author(piece: Piece, *, template: str, by: User | None, key: str = "", **more: str) -> None:
    """Notify the author that the stage of a piece has changed, unless they changed it themselves."""
    if piece.owner and piece.owner != by and piece.owner.is_active:
        values = _values(piece) | {"link": absolute(piece.get_absolute_url())} | more
        tell(piece.owner, template, event=key or _event(piece, template), values=values)


def tell_editors(piece: Piece, *, template: str, by: User | None, key: str = "", **more: str) -> None:
    """Notify the editor in charge, or else everybody who decides about pieces."""
    values = _values(piece) | {"link": absolute(reverse("piece", args=[piece.pk]))} | more
    for editor in [piece.assignee] if piece.assignee else keepers():
        if editor != by and editor.is_active:
            tell(editor, template, event=key or _event(piece, template), values=values)


def _values(piece: Piece) -> dict[str, str]:
    return {
        "title": piece.title,
        "author": str(piece.owner or _("an author without an account")),
        "editor": str(piece.assignee or ""),
        "editor_email": piece.assignee.email if piece.assignee else "",
        "pitch": piece.pitch,
        "words": piece.words_to_author,
        "remark": piece.proof_remark,
        "due": day(piece.due_on),
        "planned": day(piece.planned_for),
    }


def _event(piece: Piece, template: str) -> str:
    """Return the key of the event: the same for two workers that notify of it, and another the next time."""
    return f"piece {piece.pk} {template}, {piece.version}"
