"""Messages on why a reader has access or not, and how to get it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from members.models import Affiliation
from members.reading.access import AccessReason, Reader

State = Affiliation.State


@dataclass(frozen=True)
class AccessMessage:
    """Why a reader has access or not, and how to get it."""

    explanation: str
    advice: str = ""


RENEW = _("Somebody there can renew it with the association; until then you read everything that is open.")
# An explanation and an advice for each reason.
MESSAGES: dict[AccessReason, tuple[Any, Any]] = {
    AccessReason.STAFF: (_("You read everything, because you work for the magazine."), ""),
    AccessReason.MEMBER: (_("You read everything: %(place)s is a member until %(until)s."), ""),
    AccessReason.NETWORK: (
        _("You read everything here, because you are in the network of %(place)s."),
        _("Elsewhere, what counts is what your account says below."),
    ),
    AccessReason.GRACE: (
        _("You read everything for now: the membership of %(place)s has run out, and its days of grace "
          "end on %(until)s."),
        _("Somebody there should renew it before that day."),
    ),
    AccessReason.NOT_YET: (
        _("You cannot read what is for members yet: %(place)s becomes a member on %(until)s."),
        _("From that day on you read everything, without doing anything."),
    ),
    AccessReason.LAPSED: (
        _("You cannot read what is for members: the membership of %(place)s ended on %(until)s."), RENEW,
    ),
    AccessReason.NO_MEMBERSHIP: (
        _("You cannot read what is for members: %(place)s is not a member of the association."),
        _("It can become one."),
    ),
    AccessReason.PENDING: (
        _("You cannot read what is for members yet: you asked to be added to %(place)s, and nobody has "
          "answered."),
        _("We write to you as soon as the association has."),
    ),
    AccessReason.NO_INSTITUTION: (
        _("You cannot read what is for members: your account belongs to no institution."),
        _("Find yours, or add the address that you have there."),
    ),
    AccessReason.GUEST: (_("You are a guest."), _("Log in to read as a member.")),
}  # fmt: skip
MEMBER_WITHOUT_END = _("You read everything: %(place)s is a member.")
FORMER_MESSAGES: dict[str, Any] = {
    State.REFUSED: _("The association did not add you to %(place)s (%(day)s)."),
    State.ENDED: _("No address and no sign-on of yours shows any more that you work at %(place)s (%(day)s)."),
    State.LEFT: _("You left %(place)s on %(day)s."),
    State.REMOVED: _("You were removed from %(place)s on %(day)s."),
}


def access_message(reader: Reader) -> AccessMessage:
    """Return why a reader may read or not, with the day on which that changes."""
    explanation, advice = MESSAGES[reader.reason]
    if reader.reason is AccessReason.MEMBER and reader.until is None:
        explanation = MEMBER_WITHOUT_END
    until = date_format(reader.until, "j F Y") if reader.until else ""
    return AccessMessage(str(explanation) % {"place": reader.institution, "until": until}, str(advice))


def former_affiliation_message(affiliation: Affiliation) -> str:
    """Return how a former affiliation ended."""
    day = date_format(timezone.localtime(affiliation.changed_at), "j F Y")
    return str(FORMER_MESSAGES[affiliation.state]) % {"place": affiliation.institution, "day": day}
