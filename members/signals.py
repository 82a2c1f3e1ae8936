"""Receivers of signals: everything in members that happens because something else did."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import user_logged_in as account_logged_in
from allauth.account.signals import user_signed_up
from allauth.mfa.signals import authenticator_added
from allauth.socialaccount.signals import social_account_added, social_account_removed

# Private to allauth: there is no public way to end sessions; guarded by tests/accounts/test_second_factor.py.
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.apps import apps
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete
from wagtail.images import get_image_model

from base.background.enqueue import enqueue_in_transaction
from base.media.renditions import LOGO
from base.media.tasks import request_renditions_on_save
from members import role_grants
from members.accounts.desk_access import may_enter_desk
from members.affiliations.automatic_affiliation import claimed_numbers, sync_by_addresses, sync_by_claim
from members.affiliations.tasks import sync_domains
from members.models import Institution, MailDomain, User
from members.people.services import SIGNED_UP_KEY
from members.personal_data.erase import forget_traces, note_deletion
from members.reading.gated_index import relocate_replaced, update_on_save
from members.reading.media_uses import record_all_media_uses


def sync_addresses(sender: Any, instance: EmailAddress, raw: bool = False, **kwargs: Any) -> None:
    """Follow an address that was added, verified or removed."""
    if user := not raw and User.objects.filter(pk=instance.user_id).first():
        sync_by_addresses(user=user)


def enqueue_domain_sync(sender: Any, instance: MailDomain, raw: bool = False, **kwargs: Any) -> None:
    """Follow a domain that was added, verified or removed."""
    if not raw:
        enqueue_in_transaction(sync_domains, instance.institution_id)


def sync_on_sign_on(sender: Any, user: User, sociallogin: Any = None, **kwargs: Any) -> None:
    """Update affiliations from the claims of a single sign-on; other log-ins have none."""
    if sociallogin:
        sync_by_claim(user=user, numbers=claimed_numbers(sociallogin.account.extra_data))


def sync_on_connect(sender: Any, sociallogin: Any, **kwargs: Any) -> None:
    """Update affiliations when a user connects a sign-on to an existing account."""
    sync_on_sign_on(sender, sociallogin.user, sociallogin)


def forget_claim(sender: Any, socialaccount: Any, **kwargs: Any) -> None:
    """End the affiliations of a sign-on that a user disconnects."""
    sync_by_claim(user=socialaccount.user, numbers=[])


def mark_staff_browser(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Mark the browser of staff from the log-in on: pages show them more than others."""
    if request:
        request.enters_desk = may_enter_desk(user)


def end_sessions_without_factor(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    """End the sessions that began before the new factor, since they have not shown it."""
    end_other_sessions(request, user)


def note_sign_up(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    """Remember in whose browser an account was made; an invitation to the desk asks."""
    request.session[SIGNED_UP_KEY] = user.pk


def connect() -> None:
    """Connect all receivers."""
    _connect_accounts()
    _connect_gates()
    role_grants.connect()
    request_renditions_on_save(Institution, "logo_id", [LOGO])


def _connect_accounts() -> None:
    for signal in (post_save, post_delete):
        signal.connect(sync_addresses, sender=EmailAddress)
        signal.connect(enqueue_domain_sync, sender=MailDomain)
    account_logged_in.connect(sync_on_sign_on)
    user_signed_up.connect(note_sign_up)
    user_logged_in.connect(mark_staff_browser)
    social_account_added.connect(sync_on_connect)
    social_account_removed.connect(forget_claim)
    authenticator_added.connect(end_sessions_without_factor)
    pre_delete.connect(forget_traces, sender=User)
    post_delete.connect(note_deletion, sender=User)


def _connect_gates() -> None:
    post_save.connect(update_on_save)
    post_save.connect(relocate_replaced, sender=get_image_model())
    post_migrate.connect(record_all_media_uses, sender=apps.get_app_config("members"))
