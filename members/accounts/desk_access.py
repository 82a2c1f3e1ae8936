"""Who may enter the editorial desk, and the cookie that marks their browsers."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import User
from members.permissions import ACCESS_ADMIN

# Staff see more on a page than readers do, so a browser with this cookie is never answered from the page store.
# The rules in deploy/nginx and deploy/caddy name it too.
STAFF_COOKIE = "staff"
STRONG_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_at_desk(request: HttpRequest) -> bool:
    """Return whether an address of the desk is asked for."""
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def may_enter_desk(user: User) -> bool:
    """Return whether somebody works at the editorial desk."""
    return user.has_perm(ACCESS_ADMIN)


def lacks_second_factor(user: User) -> bool:
    """Return whether somebody has to set up a second factor first. Recovery codes alone are none."""
    return settings.STAFF_NEEDS_SECOND_FACTOR and not is_mfa_enabled(user, STRONG_FACTORS)


class SecondFactorMissing(PermissionDenied):
    """Somebody acts with the power of staff and without a second factor; the middleware leads them to setting it up."""


def require_second_factor(user: User) -> None:
    """Raise SecondFactorMissing where somebody is about to act as staff. For whatever staff does outside the desk."""
    if lacks_second_factor(user):
        raise SecondFactorMissing(_("Set up a second factor first: your account may do what only staff may."))
