"""Invite authors and accept them, with an existing or a new account."""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from articles.models import Contributor
from desk.models import Piece, PieceInvitation, Stage
from desk.pieces import emails
from desk.pieces.services import PieceError, save_moved
from members.accounts.desk_access import may_enter_desk
from members.affiliations.invitations import distrust_password, is_addressed_to
from members.models import User


@transaction.atomic
def invite(*, email: str, by: User, piece: Piece | None = None, **fields: Any) -> PieceInvitation:
    """Mail an invitation to write; an older one for the same piece is revoked."""
    email = email.lower()
    piece = piece or _new_piece(fields, by)
    PieceInvitation.objects.open().filter(piece=piece).update(revoked_at=timezone.now())
    was_verified = EmailAddress.objects.filter(email__iexact=email, verified=True).exists()
    invitation = PieceInvitation.objects.create(
        email=email,
        piece=piece,
        invited_by=by,
        was_verified=was_verified,
        **{name: fields[name] for name in ("name", "due_on", "message") if name in fields},
    )
    emails.invite(invitation)
    return invitation


def _new_piece(fields: Mapping[str, Any], by: User) -> Piece:
    return Piece.objects.create(
        title=fields.get("title") or _("A piece by %s") % fields["name"],
        section=fields.get("section"),
        due_on=fields.get("due_on"),
        assignee=by,
        stage=Stage.INVITED,
    )


def has_account(email: str) -> bool:
    """Return whether an account uses this address or has claimed it."""
    return (
        User.objects.filter(email__iexact=email).exists() or EmailAddress.objects.filter(email__iexact=email).exists()
    )


@transaction.atomic
def accept(*, invitation: PieceInvitation, user: User, signed_up_here: bool) -> Piece:
    """Assign the piece to the owner of the address and return it. Raise PieceError."""
    found = _open(invitation)
    if not is_addressed_to(found, user):
        raise PieceError(_("This invitation is for %s: log in with that address.") % found.email)
    distrust_password(invitation=found, user=user, signed_up_here=signed_up_here)
    return _take(found, user)


@transaction.atomic
def accept_as_new(*, invitation: PieceInvitation, name: str) -> User:
    """Create an account for the address and give it the piece, once: the link proves access to the mailbox."""
    found = _open(invitation)
    if has_account(found.email):
        raise PieceError(_("There is an account for %s already: log in with it.") % found.email)
    first, _space, last = name.strip().rpartition(" ")
    user = User.objects.create_user(found.email, first_name=first[:150], last_name=last[:150])
    user.mark_email_verified()
    found.name = name.strip()
    _take(found, user)
    return user


def _open(invitation: PieceInvitation) -> PieceInvitation:
    found = PieceInvitation.objects.lock_open(invitation.pk)
    if found is None:
        raise PieceError(_("This invitation works no more: ask the editors for a new one."))
    return found


def _take(invitation: PieceInvitation, user: User) -> Piece:
    invitation.accepted_at = timezone.now()
    invitation.save()
    prepare_author(user, name=invitation.name)
    piece = Piece.objects.select_for_update().get(pk=invitation.piece_id)
    piece.owner, piece.due_on = user, invitation.due_on or piece.due_on
    save_moved(piece, Stage.WRITING if piece.stage in {Stage.INVITED, Stage.PITCH} else Stage(piece.stage))
    return piece


def prepare_author(user: User, *, name: str = "") -> Contributor:
    """Return the contributor for the byline, created if needed; it is hidden until something by it is published."""
    if not may_enter_desk(user):
        _leave_mails_to_us(user)
    known = Contributor.objects.filter(user=user).first()
    return known or Contributor.objects.create(name=name or name_of(user), user=user, created_by=user)


def name_of(user: User) -> str:
    """Return a name for the byline, which never shows an address; its owner can change it."""
    return user.get_full_name() or user.email.partition("@")[0]


def _leave_mails_to_us(user: User) -> None:
    """Turn off Wagtail's mails for users without access to the desk, where their links lead."""
    profile = UserProfile.get_for_user(user)
    profile.submitted_notifications = profile.approved_notifications = profile.rejected_notifications = False
    profile.save()
