"""Access to the editorial desk, and the cookie that marks browsers of staff."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import User
from members.permissions import ACCESS_ADMIN

# Staff see more on a page than readers do, so requests with this cookie bypass the page store.
# The rules in deploy/nginx and deploy/caddy name it too.
STAFF_COOKIE = "staff"
STRONG_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_at_desk(request: HttpRequest) -> bool:
    """Return whether the request is for the desk."""
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def may_enter_desk(user: User) -> bool:
    """Return whether a user works at the editorial desk."""
    return user.has_perm(ACCESS_ADMIN)


def lacks_second_factor(user: User) -> bool:
    """Return whether a user must set up a second factor first. Recovery codes alone do not count."""
    return settings.STAFF_NEEDS_SECOND_FACTOR and not is_mfa_enabled(user, STRONG_FACTORS)


class SecondFactorMissing(PermissionDenied):
    """A user acts as staff without a second factor; the middleware redirects to its setup."""


def require_second_factor(user: User) -> None:
    """Raise SecondFactorMissing for staff without a second factor. For staff actions outside the desk."""
    if lacks_second_factor(user):
        raise SecondFactorMissing(_("Set up a second factor first: your account may do what only staff may."))
