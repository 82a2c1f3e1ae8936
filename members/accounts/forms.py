"""The forms of the log-in pages, with the magazine’s labels."""

from typing import Any

from allauth.account import forms as account
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
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


class FieldLabelsMixin:
    """Sets the labels of the fields, and removes the placeholders that repeat them."""

    labels: dict[str, Any] = {}
    # The field to focus, on pages that have no other purpose.
    focused = ""
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = (LABELS | self.labels).get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name == "password1":
                field.help_text = GOOD_PASSWORD
            if name == self.focused:
                field.widget.attrs["autofocus"] = True


class LoginForm(FieldLabelsMixin, account.LoginForm):
    """Log-in by e-mail address and password."""

    focused = "login"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the page itself explains log-in without one


class SignupForm(FieldLabelsMixin, account.SignupForm):
    """A new account; people without a password log in by mailed codes."""

    focused = "email"

    labels = {"password1": _("Password (optional)")}
    field_order = ["email", "first_name", "last_name", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without = _("Without one, we mail you a code whenever you log in.")
        self.fields["password1"].help_text = format_lazy("{} {}", GOOD_PASSWORD, without)

    def try_save(self, request: HttpRequest) -> Any:
        """Take as long for an address that has an account as for a new one."""
        password = self.cleaned_data.get("password1")
        if self.account_already_exists and password:
            make_password(password)
        return super().try_save(request)


class RequestLoginCodeForm(FieldLabelsMixin, account.RequestLoginCodeForm):
    """The address to mail a code to."""

    focused = "email"


class ConfirmLoginCodeForm(FieldLabelsMixin, account.ConfirmLoginCodeForm):
    """The mailed code."""

    focused = "code"


class ConfirmEmailForm(FieldLabelsMixin, account.ConfirmEmailVerificationCodeForm):
    """The code that confirms an address."""

    focused = "code"


class AddEmailForm(FieldLabelsMixin, account.AddEmailForm):
    """A further address."""


class ChangePasswordForm(FieldLabelsMixin, account.ChangePasswordForm):
    """A new password, with the old one."""

    labels = {"password1": _("New password"), "password2": _("New password again")}


class SetPasswordForm(FieldLabelsMixin, account.SetPasswordForm):
    """A first password, for an account without one."""


class ResetPasswordForm(FieldLabelsMixin, account.ResetPasswordForm):
    """The address of an account whose password was forgotten."""

    focused = "email"


class ResetPasswordKeyForm(FieldLabelsMixin, account.ResetPasswordKeyForm):
    """A new password for a forgotten one."""

    labels = ChangePasswordForm.labels


class ReauthenticateForm(FieldLabelsMixin, account.ReauthenticateForm):
    """The password again, before a sensitive action."""

    focused = "password"
