"""The gate: what whoever may not read a piece in full is told, and where they can go from there."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.access import Ground, Reader, reader_of
from members.models import Gated

# What each reader is told; `institution` and `day` are put in where they are known.
REASONS = {
    Ground.GUEST: gettext_lazy("The staff of member institutions read this in full. Log in to read on."),
    Ground.NO_INSTITUTION: gettext_lazy(
        "You are logged in, but we do not know where you work. As soon as we do, you read on here."
    ),
    Ground.PENDING: gettext_lazy(
        "You have asked to be added to %(institution)s. As soon as somebody has answered, you read on here."
    ),
    Ground.NO_MEMBERSHIP: gettext_lazy("%(institution)s is not a member of the association at present."),
    Ground.LAPSED: gettext_lazy("The membership of %(institution)s ended on %(day)s."),
    Ground.NOT_YET: gettext_lazy(
        "The membership of %(institution)s begins on %(day)s. Then you read on here."
    ),
}


@dataclass(frozen=True)
class Way:
    """Somewhere to go from the gate."""

    label: str
    url: str


@dataclass(frozen=True)
class Gate:
    """What stands in place of the text."""

    reason: str
    ways: list[Way]
    opens_at: str


def gate_of(request: HttpRequest, piece: Gated) -> Gate:
    """Give what the sender is told instead of the text."""
    reader = reader_of(request)
    opens_at = date_format(piece.gated_until, "j F Y") if piece.gated_until else ""
    return Gate(reason=reason_for(reader), ways=_ways(reader, request.get_full_path()), opens_at=opens_at)


def reason_for(reader: Reader) -> str:
    """Give the sentence that says why somebody may not read in full."""
    known = {
        "institution": reader.institution or _("the institution"),
        "day": date_format(reader.until, "j F Y") if reader.until else "",
    }
    return str(REASONS[reader.ground]) % known


def _ways(reader: Reader, here: str) -> list[Way]:
    if reader.ground is Ground.GUEST:
        log_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}"
        return [
            Way(_("Log in"), log_in),
            Way(_("Find your institution"), reverse("institutions")),
            Way(_("How to join"), "/join/"),
        ]
    return [Way(_("Your account"), "/account/"), Way(_("How to join"), "/join/")]
