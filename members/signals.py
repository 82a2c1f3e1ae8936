"""What follows from log-ins, e-mail addresses and domains."""

from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import user_logged_in
from allauth.mfa.signals import authenticator_added
from allauth.socialaccount.signals import social_account_added, social_account_removed
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib.auth.signals import user_logged_in as logged_in
from django.db import transaction
from django.db.models.signals import post_delete, post_save

from base.media.renditions import LOGO
from base.media.tasks import request_renditions_on_save
from members.accounts.desk_access import may_enter_desk
from members.affiliations.automatic_affiliation import claimed_numbers, follow_addresses, follow_claim
from members.affiliations.tasks import follow_domains_of
from members.models import Institution, MailDomain, User


def address_changed(sender: Any, instance: EmailAddress, raw: bool = False, **kwargs: Any) -> None:
    """An address was added, verified or removed."""
    if user := not raw and User.objects.filter(pk=instance.user_id).first():
        follow_addresses(user=user)


def domain_changed(sender: Any, instance: MailDomain, raw: bool = False, **kwargs: Any) -> None:
    """A domain was added, verified or removed."""
    if not raw:
        transaction.on_commit(partial(follow_domains_of.enqueue, instance.institution_id))


def signed_on(sender: Any, user: User, sociallogin: Any = None, **kwargs: Any) -> None:
    """Somebody logged in; by single sign-on, it says where they work."""
    if sociallogin:
        follow_claim(user=user, numbers=claimed_numbers(sociallogin.account.extra_data))


def came_in(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Somebody logged in: pages show them more than others when they are of the staff."""
    if request:
        request.enters_desk = may_enter_desk(user)


def connected(sender: Any, sociallogin: Any, **kwargs: Any) -> None:
    """Somebody connected the sign-on with an account that they had."""
    signed_on(sender, sociallogin.user, sociallogin)


def disconnected(sender: Any, socialaccount: Any, **kwargs: Any) -> None:
    """Somebody cut the connection to the sign-on, so it says nothing about them any more."""
    follow_claim(user=socialaccount.user, numbers=[])


def factor_added(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    """Sessions that began without the new factor have not shown it, so they end."""
    end_other_sessions(request, user)


def connect() -> None:
    """Listen."""
    for signal in (post_save, post_delete):
        signal.connect(address_changed, sender=EmailAddress)
        signal.connect(domain_changed, sender=MailDomain)
    request_renditions_on_save(Institution, "logo_id", [LOGO])
    user_logged_in.connect(signed_on)
    logged_in.connect(came_in)
    social_account_added.connect(connected)
    social_account_removed.connect(disconnected)
    authenticator_added.connect(factor_added)
