"""Ask for a digest, confirm, change and end it."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from base.mail.from_template import send_from_template
from members.models import User
from subscriptions.models import Digest, Frequency
from subscriptions.models.digest import MOST_BOUNCES

MAIL = "subscriptions/mail"


@transaction.atomic
def ask(*, email: str, frequency: str) -> None:
    """Mail a confirmation link; an address that already has a digest is told so instead."""
    digest, _is_new = Digest.objects.get_or_create(email=email.lower(), defaults={"frequency": frequency})
    if digest.is_running:
        send_from_template(f"{MAIL}/digest_known.txt", to=[digest.email], digest=digest)
        return
    digest.frequency, digest.asked_at = frequency, timezone.now()
    digest.save(update_fields=["frequency", "asked_at"])
    label = Frequency(frequency).label
    send_from_template(f"{MAIL}/digest_confirm.txt", to=[digest.email], digest=digest, how_often=label)


def confirm(*, digest: Digest) -> None:
    """Start a digest with publications from now on."""
    digest.confirmed_at = digest.covered_until = timezone.now()
    digest.ended_at, digest.bounces = None, 0
    digest.user = digest.user or _owner(digest.email)
    digest.save()


def _owner(email: str) -> User | None:
    """Return the account that has verified the address, if any."""
    found: Any = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
    return found.user if found else None


@transaction.atomic
def set_own(*, user: User, frequency: str, is_followed_only: bool) -> bool:
    """Set up the digest of a user; return whether it runs. Without a verified address, mail a confirmation link."""
    if _owner(user.email) != user:
        ask(email=user.email, frequency=frequency)
        return False
    digest, _is_new = Digest.objects.get_or_create(email=user.email.lower(), defaults={"user": user})
    was_running = digest.is_running
    digest.user, digest.frequency, digest.is_followed_only = user, frequency, is_followed_only
    if was_running:
        digest.save()
    else:
        confirm(digest=digest)
    return True


def end(*, digest: Digest) -> None:
    """Stop a digest."""
    digest.ended_at = digest.ended_at or timezone.now()
    digest.save(update_fields=["ended_at"])


@transaction.atomic
def note_bounce(*, digest: Digest) -> None:
    """Count a mail that came back; the third ends the digest."""
    digest = Digest.objects.select_for_update().get(pk=digest.pk)
    digest.bounces += 1
    digest.save(update_fields=["bounces"])
    if digest.bounces >= MOST_BOUNCES:
        end(digest=digest)
