"""The forms of the log-in pages, in the words of the magazine."""

from typing import Any

from allauth.account import forms as account
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "password1": _("Password"),
    "password2": _("The same password again"),
    "oldpassword": _("Present password"),
    "remember": _("Stay logged in on this device"),
    "code": _("Code"),
}
GOOD_PASSWORD = _("At least 8 characters, not only digits, and nothing that others would guess.")


class PlainWords:
    """Labels stand above the fields, and nothing repeats them inside."""

    labels: dict[str, Any] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = (LABELS | self.labels).get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name == "password1":
                field.help_text = GOOD_PASSWORD


class LoginForm(PlainWords, account.LoginForm):
    """Log-in by e-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the page itself says what to do without one


class SignupForm(PlainWords, account.SignupForm):
    """A new account; without a password, one logs in by mailed codes."""

    labels = {"password1": _("Password (optional)")}
    field_order = ["email", "first_name", "last_name", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without = _("Without one, we mail you a code whenever you log in.")
        self.fields["password1"].help_text = format_lazy("{} {}", GOOD_PASSWORD, without)


class RequestLoginCodeForm(PlainWords, account.RequestLoginCodeForm):
    """Where to mail a code."""


class ConfirmLoginCodeForm(PlainWords, account.ConfirmLoginCodeForm):
    """The code that was mailed."""


class ConfirmEmailForm(PlainWords, account.ConfirmEmailVerificationCodeForm):
    """The code that shows that an address is one’s own."""


class AddEmailForm(PlainWords, account.AddEmailForm):
    """A further address."""


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    """A new password for an old one."""

    labels = {"password1": _("New password"), "password2": _("New password again")}


class SetPasswordForm(PlainWords, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(PlainWords, account.ResetPasswordForm):
    """Whose password is forgotten."""


class ResetPasswordKeyForm(PlainWords, account.ResetPasswordKeyForm):
    """A new password for a forgotten one."""

    labels = ChangePasswordForm.labels


class ReauthenticateForm(PlainWords, account.ReauthenticateForm):
    """The password once more, before something that matters."""
