"""The gate: shown instead of a text that the reader may not see, with links on how to get access."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from members.models import Gated
from members.reading.access import AccessReason, Reader, get_reader
from members.reading.access_messages import access_message


@dataclass(frozen=True)
class Link:
    """A link that helps to get access."""

    label: str
    url: str


@dataclass(frozen=True)
class Gate:
    """The explanation shown instead of the text."""

    explanation: str
    advice: str
    links: list[Link]
    opens_on: str


def get_gate(request: HttpRequest, piece: Gated) -> Gate:
    """Return the gate that the reader sees instead of the text."""
    reader = get_reader(request)
    message = access_message(reader)
    is_guest = reader.reason is AccessReason.GUEST
    return Gate(
        explanation=_("The staff of member institutions read this in full.") if is_guest else message.explanation,
        advice=message.advice,
        links=_links(reader, request.get_full_path()),
        opens_on=date_format(piece.gated_until, "j F Y") if piece.gated_until else "",
    )


def _links(reader: Reader, here: str) -> list[Link]:
    join = Link(_("How to join"), reverse("join"))
    if reader.reason is not AccessReason.GUEST:
        return [Link(_("Your account"), reverse("account")), join]
    log_in = f"{reverse('account_login')}?{urlencode({'next': here})}"
    return [Link(_("Log in"), log_in), Link(_("Find your institution"), reverse("institutions")), join]
