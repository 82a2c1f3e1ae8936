"""The first account: it may do everything, and its person chooses the password."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.urls import reverse

from members.models import User

MANAGING_EDITOR = "Managing editor"


class AddressTakenError(Exception):
    """An account without these rights has the address."""


def administrators() -> QuerySet[User]:
    """Return the accounts that may do everything."""
    return User.objects.filter(is_superuser=True, is_active=True)


def make_first_account(email: str) -> User:
    """Create a managing editor who is a superuser. Raise AddressTakenError if the address is in use."""
    addresses = EmailAddress.objects.filter(email__iexact=email)
    if User.objects.filter(email__iexact=email).exists() or addresses.exists():
        raise AddressTakenError(email)
    user = User.objects.create_superuser(email)
    user.groups.set(Group.objects.filter(name=MANAGING_EDITOR))
    return user


def password_link(user: User) -> str:
    """Return the path at which a user sets a first password; it works once."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=key)
