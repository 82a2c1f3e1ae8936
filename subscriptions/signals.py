"""Signal receivers of subscriptions."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from django.db.models.signals import pre_delete
from wagtail.signals import page_published, page_unpublished

from archive.models import IssuePage
from articles.models import ArticlePage
from members.models import User
from subscriptions.models import Announcement, Digest
from subscriptions.websub.services import ISSUES, note_article, note_change


def announce(instance: ArticlePage, **kwargs: Any) -> None:
    """Record that a piece is public, and notify the hub if that is new."""
    if Announcement.objects.announce(instance):
        note_article(instance)


def withdraw(instance: ArticlePage, **kwargs: Any) -> None:
    """Notify the hub that a piece is withdrawn."""
    if instance.live or kwargs["signal"] is page_unpublished:
        Announcement.objects.forget_change(instance)
        note_article(instance)


def tell_of_issue(instance: IssuePage, **kwargs: Any) -> None:
    """Notify the hub that an issue was added to the archive."""
    note_change([ISSUES])


def forget_addresses(instance: User, **kwargs: Any) -> None:
    """Delete the digests to a deleted account's addresses, also those ordered without the account."""
    addresses = {instance.email, *EmailAddress.objects.filter(user=instance).values_list("email", flat=True)}
    Digest.objects.filter(email__in={address.lower() for address in addresses}).delete()


def follow_address(user: User, from_email_address: Any, to_email_address: Any, **kwargs: Any) -> None:
    """Move the digest of an account to its new address."""
    new = to_email_address.email.lower()
    if from_email_address and not Digest.objects.filter(email=new).exists():
        Digest.objects.filter(user=user, email=from_email_address.email.lower()).update(email=new)


def connect() -> None:
    """Connect all receivers."""
    page_published.connect(announce, sender=ArticlePage)
    page_published.connect(tell_of_issue, sender=IssuePage)
    page_unpublished.connect(withdraw, sender=ArticlePage)
    pre_delete.connect(withdraw, sender=ArticlePage)
    pre_delete.connect(forget_addresses, sender=User)
    email_changed.connect(follow_address)
