"""The forms of the second factor, in the words of the magazine."""

from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from members.account_forms import PlainWords

CODE = {"code": _("Code of your app, or a recovery code")}


class AuthenticateForm(PlainWords, factor.AuthenticateForm):
    """The second factor at log-in."""

    labels = CODE


class ReauthenticateForm(PlainWords, factor.ReauthenticateForm):
    """The second factor once more, before something that matters."""

    labels = CODE


class ActivateTOTPForm(PlainWords, totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    labels = {"code": _("The six digits that the app shows")}
