"""Where log-in meets the rest of the magazine."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from members.networks import client_address

NO_ADDRESS = "0.0.0.0"  # noqa: S104 - everybody whose address is unknown shares one limit


class AccountAdapter(DefaultAccountAdapter):
    """Log-in as the magazine wants it."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that attempts are counted by: never one that the client made up."""
        return str(client_address(request) or request.META.get("REMOTE_ADDR") or NO_ADDRESS)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("account")
