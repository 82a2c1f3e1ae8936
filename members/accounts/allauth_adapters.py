"""Adapters that set allauth's behaviour and messages."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.ip_addresses import client_address

NO_ADDRESS = "0.0.0.0"  # noqa: S104 - shared by all clients whose address is unknown
WRONG_CODE = gettext_lazy("This is not the code. Type the newest one, without spaces.")


class AccountAdapter(DefaultAccountAdapter):
    """Messages in the magazine’s language, and client addresses that cannot be forged."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "cannot_remove_primary_email": gettext_lazy("Your main address: make another one main first."),
        "duplicate_email": gettext_lazy("Your account has this address already."),
        "email_password_mismatch": gettext_lazy(
            "No account has this address and this password. Check both, or let us mail you a code."
        ),
        "email_taken": gettext_lazy("Another account has this address: log in with it instead."),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": gettext_lazy("This is not your password."),
        "max_email_addresses": gettext_lazy("An account has at most %d addresses: remove one before you add another."),
        "same_as_current": gettext_lazy("This is what it was before: choose another one."),
        "too_many_login_attempts": gettext_lazy(
            "Too many attempts have failed. Wait a few minutes, or let us mail you a code."
        ),
        "unverified_primary_email": gettext_lazy("Confirm it first: only then it can be the main one."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address by which attempts are counted; the client cannot forge it."""
        return str(client_address(request) or request.META.get("REMOTE_ADDR") or NO_ADDRESS)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the URL of the account page."""
        return reverse("account")


class MFAAdapter(DefaultMFAAdapter):
    """Messages on the second factor in the magazine’s language."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": gettext_lazy("Remove the second factor before you add an address."),
        "incorrect_code": WRONG_CODE,
        "unverified_email": gettext_lazy("Confirm your e-mail address before you set up a second factor."),
    }

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """Return a name that tells a passkey from the others."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("My device") if number == 1 else _("My device %d") % number
