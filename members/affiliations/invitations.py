"""Invitations of colleagues by a coordinator; each is accepted with the invited address."""

import re
from dataclasses import dataclass, field
from email.utils import parseaddr

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.affiliations import emails, services
from members.affiliations.services import AffiliationError
from members.models import Affiliation, Institution, Invitation, User
from members.models.affiliation import invitation_end
from members.models.invitation import BaseInvitation, SignedInvitation

MAX_ADDRESSES = 50


@dataclass
class InvitationReport:
    """The invited addresses, and the problems of the others."""

    invited: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


def parse_addresses(text: str) -> list[str]:
    """Return the unique addresses of a pasted text: “Ana <ana@museum.example>, bo@museum.example”."""
    pieces = [piece.strip() for piece in re.split(r"[,;\n]+", text) if piece.strip()]
    found = [part for piece in pieces for part in ([parseaddr(piece)[1] or piece] if "<" in piece else piece.split())]
    return list(dict.fromkeys(address.lower() for address in found))


def invite(*, institution: Institution, text: str, by: User) -> InvitationReport:
    """Invite all addresses in a pasted text that can be invited; report the others."""
    report = InvitationReport()
    for number, address in enumerate(parse_addresses(text)):
        problem = _("Not more than %d at once: send this one next.") % MAX_ADDRESSES if number >= MAX_ADDRESSES else ""
        if problem := problem or _problem(institution, address):
            report.problems[address] = problem
        else:
            _invite(institution=institution, email=address, by=by)
            report.invited.append(address)
    return report


def _problem(institution: Institution, address: str) -> str:
    try:
        validate_email(address)
    except ValidationError:
        return _("This is no e-mail address.")
    users = EmailAddress.objects.filter(email__iexact=address, verified=True).values("user")
    if institution.affiliations.active().filter(user__in=users).exists():
        return _("This is a colleague already.")
    if institution.invitations.open().filter(email__iexact=address).exists():
        return _("This address is invited already; you can send the invitation again below.")
    return ""


@transaction.atomic
def _invite(*, institution: Institution, email: str, by: User) -> None:
    institution.invitations.filter(email__iexact=email, accepted_at=None).delete()
    _send(invitation=Invitation.objects.create(institution=institution, email=email, invited_by=by))


def _send(*, invitation: Invitation) -> None:
    emails.send(template="invitation", to=[invitation.email], invitation=invitation)


@transaction.atomic
def resend(*, invitation: Invitation) -> None:
    """Send an invitation again, with the expiry of a new one."""
    if invitation.accepted_at or invitation.revoked_at:
        raise AffiliationError(_("%s has accepted, or the invitation was taken back.") % invitation.email)
    invitation.sent_at, invitation.expires_at = timezone.now(), invitation_end()
    invitation.save()
    _send(invitation=invitation)


def revoke(*, invitation: BaseInvitation) -> None:
    """Revoke an invitation of any type, unless it has been accepted."""
    type(invitation)._default_manager.filter(pk=invitation.pk, accepted_at=None).update(revoked_at=timezone.now())


def delete_unusable(*, institution: Institution) -> int:
    """Delete expired and revoked invitations; return their number."""
    unused = institution.invitations.filter(accepted_at=None)
    return unused.exclude(pk__in=unused.open().values("pk")).delete()[0]


def is_addressed_to(invitation: BaseInvitation, user: User) -> bool:
    """Return whether the invited address is a verified one of the user."""
    return EmailAddress.objects.filter(user=user, email__iexact=invitation.email, verified=True).exists()


def distrust_password(*, invitation: SignedInvitation, user: User, signed_up_here: bool) -> None:
    """Remove the password unless it must be that of the owner of the invited address.

    Somebody else may have made an account for the address before its owner could confirm it, and know the password.
    So it is removed unless the address was confirmed before, or the account was made in this browser.
    """
    if not (invitation.was_verified or signed_up_here):
        user.set_unusable_password()
        user.save()


@transaction.atomic
def accept(*, invitation: Invitation, user: User) -> Affiliation:
    """Accept an invitation, once and with the invited address only; return the affiliation."""
    found = Invitation.objects.lock_open(invitation.pk)
    if found is None:
        raise AffiliationError(_("This invitation works no more: ask your coordinator for a new one."))
    if not is_addressed_to(found, user):
        raise AffiliationError(_("This invitation is for %s: add that address to your account first.") % found.email)
    found.accepted_at = timezone.now()
    found.save()
    return services.grant(user=user, institution=found.institution, source=Affiliation.Source.INVITATION)
