"""What follows for subscriptions from what happens elsewhere."""

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
    """Note that a piece is public, and have the hub told if that is something new."""
    if Announcement.objects.announce(instance):
        note_article(instance)


def withdraw(instance: ArticlePage, **kwargs: Any) -> None:
    """Have the hub told that a piece is gone."""
    if instance.live or kwargs["signal"] is page_unpublished:
        Announcement.objects.forget_change(instance)
        note_article(instance)


def tell_of_issue(instance: IssuePage, **kwargs: Any) -> None:
    """Have the hub told that there is another issue in the archive."""
    note_change([ISSUES])


def forget_addresses(instance: User, **kwargs: Any) -> None:
    """A digest to an address of an account goes with the account, also one that was ordered without it."""
    addresses = {instance.email, *EmailAddress.objects.filter(user=instance).values_list("email", flat=True)}
    Digest.objects.filter(email__in={address.lower() for address in addresses}).delete()


def follow_address(user: User, from_email_address: Any, to_email_address: Any, **kwargs: Any) -> None:
    """The digest of an account goes where the account goes."""
    new = to_email_address.email.lower()
    if from_email_address and not Digest.objects.filter(email=new).exists():
        Digest.objects.filter(user=user, email=from_email_address.email.lower()).update(email=new)


def connect() -> None:
    """Listen to all of them."""
    page_published.connect(announce, sender=ArticlePage)
    page_published.connect(tell_of_issue, sender=IssuePage)
    page_unpublished.connect(withdraw, sender=ArticlePage)
    pre_delete.connect(withdraw, sender=ArticlePage)
    pre_delete.connect(forget_addresses, sender=User)
    email_changed.connect(follow_address)
