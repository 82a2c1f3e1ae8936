"""Invite people to the editorial desk, deactivate them and reactivate them."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext
from wagtail.models import APIToken

from members.accounts.tokens import revoke_token
from members.affiliations import emails
from members.affiliations.invitations import distrust_password, is_addressed_to
from members.models import DeskInvitation, User
from members.people.role_order import manageable_by, roles_below

# Session key: set in the browser in which an account was made.
SIGNED_UP_KEY = "signed_up"


class DeskInvitationError(Exception):
    """The change is not possible; the message explains why."""


@transaction.atomic
def invite(*, email: str, group: Group, by: User) -> DeskInvitation:
    """Mail the offer of a role. Raise DeskInvitationError, or PermissionDenied for a role above the inviter's."""
    if not roles_below(by).filter(pk=group.pk).exists():
        raise PermissionDenied
    email = email.lower()
    if problem := _problem(email, group, by):
        raise DeskInvitationError(problem)
    DeskInvitation.objects.filter(email=email, group=group, accepted_at=None).delete()
    was_verified = _verified(email).exists()
    invitation = DeskInvitation.objects.create(email=email, group=group, invited_by=by, was_verified=was_verified)
    _mail(invitation)
    return invitation


def _problem(email: str, group: Group, by: User) -> str:
    if by.email.lower() == email or EmailAddress.objects.filter(user=by, email__iexact=email).exists():
        return _("This is your own address: nobody changes their own role.")
    if DeskInvitation.objects.open().filter(email=email, group=group).exists():
        return _("%s is invited already. Take the invitation back to send another one.") % email
    people = User.objects.filter(pk__in=_verified(email).values("user"))
    if people.filter(is_active=False).exists():
        return _("The account of %s is deactivated: reactivate it instead.") % email
    if people.filter(groups=group).exists():
        return _("%(email)s has the role “%(role)s” already.") % {"email": email, "role": group}
    return ""


def _verified(email: str) -> Any:
    return EmailAddress.objects.filter(email__iexact=email, verified=True)


def _mail(invitation: DeskInvitation) -> None:
    emails.send(template="desk_invitation", to=[invitation.email], invitation=invitation)


@transaction.atomic
def accept(*, invitation: DeskInvitation, user: User, signed_up_here: bool) -> None:
    """Grant the role: once, to the owner of the address, and only while the inviter may give it."""
    found = DeskInvitation.objects.lock_open(invitation.pk)
    if found is None or not _may_still_be_given(found):
        raise DeskInvitationError(_("This invitation works no more: ask for a new one."))
    if user == found.invited_by or not is_addressed_to(found, user):
        raise DeskInvitationError(_("This invitation is for %s: log in with that address.") % found.email)
    found.accepted_at = timezone.now()
    found.save()
    distrust_password(invitation=found, user=user, signed_up_here=signed_up_here)
    with LogContext(user=found.invited_by):
        user.groups.add(found.group)


def _may_still_be_given(invitation: DeskInvitation) -> bool:
    by = invitation.invited_by
    return by is not None and roles_below(by).filter(pk=invitation.group_id).exists()


@transaction.atomic
def set_active(*, person: User, is_active: bool, by: User) -> None:
    """Deactivate or reactivate a person. Raise PermissionDenied for one who has more than one's own role gives."""
    locked = User.objects.select_for_update().get(pk=person.pk)
    if not manageable_by(by)(locked):
        raise PermissionDenied
    locked.is_active = is_active
    locked.save(update_fields=["is_active"])
    if not is_active:
        end_everything(person=locked)


def end_everything(*, person: User) -> None:
    """End a person's sessions and revoke their tokens; reactivation does not restore them."""
    for session in UserSession.objects.filter(user=person):
        session.end()
    for token in APIToken.objects.filter(user=person, revoked_at=None):
        revoke_token(token=token)
    DeskInvitation.objects.open().filter(invited_by=person).update(revoked_at=timezone.now())
