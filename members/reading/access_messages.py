"""Why somebody may or may not read, in words, and what they can do."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from members.models import Affiliation
from members.reading.access import Ground, Reader

State = Affiliation.State


@dataclass(frozen=True)
class Words:
    """A reason and the way on."""

    reason: str
    advice: str = ""


RENEW = _("Somebody there can renew it with the association; until then you read everything that is open.")
SENTENCES: dict[Ground, tuple[Any, Any]] = {
    Ground.STAFF: (_("You read everything, because you work for the magazine."), ""),
    Ground.MEMBER: (_("You read everything: %(place)s is a member until %(until)s."), ""),
    Ground.NETWORK: (
        _("You read everything here, because you are in the network of %(place)s."),
        _("Elsewhere, what counts is what your account says below."),
    ),
    Ground.GRACE: (
        _("You read everything for now: the membership of %(place)s has run out, and its days of grace "
          "end on %(until)s."),
        _("Somebody there should renew it before that day."),
    ),
    Ground.NOT_YET: (
        _("You cannot read what is for members yet: %(place)s becomes a member on %(until)s."),
        _("From that day on you read everything, without doing anything."),
    ),
    Ground.LAPSED: (
        _("You cannot read what is for members: the membership of %(place)s ended on %(until)s."), RENEW,
    ),
    Ground.NO_MEMBERSHIP: (
        _("You cannot read what is for members: %(place)s is not a member of the association."),
        _("It can become one."),
    ),
    Ground.PENDING: (
        _("You cannot read what is for members yet: you asked to be added to %(place)s, and nobody has "
          "answered."),
        _("We write to you as soon as the association has."),
    ),
    Ground.NO_INSTITUTION: (
        _("You cannot read what is for members: your account belongs to no institution."),
        _("Find yours, or add the address that you have there."),
    ),
    Ground.GUEST: (_("You are a guest."), _("Log in to read as a member.")),
}  # fmt: skip
WITHOUT_END = _("You read everything: %(place)s is a member.")
FORMER: dict[str, Any] = {
    State.REFUSED: _("The association did not add you to %(place)s (%(day)s)."),
    State.ENDED: _("No address and no sign-on of yours shows any more that you work at %(place)s (%(day)s)."),
    State.LEFT: _("You left %(place)s on %(day)s."),
    State.REMOVED: _("You were removed from %(place)s on %(day)s."),
}


def why(reader: Reader) -> Words:
    """Say why a reader may or may not read, with the day on which that changes."""
    reason, advice = SENTENCES[reader.ground]
    if reader.ground is Ground.MEMBER and reader.until is None:
        reason = WITHOUT_END
    until = date_format(reader.until, "j F Y") if reader.until else ""
    return Words(str(reason) % {"place": reader.institution, "until": until}, str(advice))


def what_happened(affiliation: Affiliation) -> str:
    """Say how a former affiliation ended."""
    day = date_format(timezone.localtime(affiliation.changed_at), "j F Y")
    return str(FORMER[affiliation.state]) % {"place": affiliation.institution, "day": day}
