"""Pieces on their way to publication, and what belongs to them."""

from desk.models.calendar_link import CalendarLink
from desk.models.invitation import PieceInvitation
from desk.models.mail import DailyMailEntry, MailChoice, MailWording
from desk.models.note import PieceNote
from desk.models.people import CoAuthor
from desk.models.picture import PeopleShown, PiecePicture
from desk.models.piece import Piece
from desk.models.stage import Stage

__all__ = [
    "CalendarLink",
    "CoAuthor",
    "DailyMailEntry",
    "MailChoice",
    "MailWording",
    "PeopleShown",
    "Piece",
    "PieceInvitation",
    "PieceNote",
    "PiecePicture",
    "Stage",
]
