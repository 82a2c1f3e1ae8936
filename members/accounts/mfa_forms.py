"""The forms of the second factor, with the magazine’s labels."""

from typing import Any

from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import FieldLabelsMixin

CODE = {"code": _("Code of your app, or a recovery code")}


class AuthenticateForm(FieldLabelsMixin, factor.AuthenticateForm):
    """The second factor at log-in."""

    labels = CODE


class ReauthenticateForm(FieldLabelsMixin, factor.ReauthenticateForm):
    """The second factor again, before a sensitive action."""

    labels = CODE


class ActivateTOTPForm(FieldLabelsMixin, totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    labels = {"code": _("The six digits that the app shows")}


class AddPasskeyForm(FieldLabelsMixin, webauthn.AddWebAuthnForm):
    """A new passkey."""

    labels = {"name": _("Name"), "passwordless": _("Log in with it alone")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].help_text = _(
            "Without a password: the device asks for your fingerprint, face or PIN."
        )
