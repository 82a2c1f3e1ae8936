"""The gate: what whoever may not read a piece in full is told, and where they can go from there."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from members.models import Gated
from members.reading.access import Ground, Reader, reader_of
from members.reading.access_messages import why


@dataclass(frozen=True)
class Way:
    """Somewhere to go from the gate."""

    label: str
    url: str


@dataclass(frozen=True)
class Gate:
    """What stands in place of the text."""

    reason: str
    advice: str
    ways: list[Way]
    opens_at: str


def gate_of(request: HttpRequest, piece: Gated) -> Gate:
    """Return what the sender is told instead of the text."""
    reader = reader_of(request)
    words = why(reader)
    is_guest = reader.ground is Ground.GUEST
    return Gate(
        reason=_("The staff of member institutions read this in full.") if is_guest else words.reason,
        advice=words.advice,
        ways=_ways(reader, request.get_full_path()),
        opens_at=date_format(piece.gated_until, "j F Y") if piece.gated_until else "",
    )


def _ways(reader: Reader, here: str) -> list[Way]:
    join = Way(_("How to join"), reverse("join"))
    if reader.ground is not Ground.GUEST:
        return [Way(_("Your account"), reverse("account")), join]
    log_in = f"{reverse('account_login')}?{urlencode({'next': here})}"
    return [Way(_("Log in"), log_in), Way(_("Find your institution"), reverse("institutions")), join]
