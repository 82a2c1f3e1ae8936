"""What people fill in on the account pages."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.models import Affiliation, User


class NameForm(forms.ModelForm):
    """How somebody is called."""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]


class SignUpNames(forms.Form):
    """The names that are asked for at sign-up."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, widget=forms.TextInput({"autocomplete": "family-name"})
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Names are saved with the new user; there is nothing to add."""


class AskForm(forms.ModelForm):
    """A request to be added to an institution."""

    note = forms.CharField(
        label=_("What should the association know?"),
        help_text=_("Your position there, or who can confirm it. The membership manager reads this."),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    class Meta:
        model = Affiliation
        fields = ["note"]


class InviteForm(forms.Form):
    """Addresses of colleagues, pasted from wherever they stand."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("One or many, separated by commas, spaces or line breaks."),
        max_length=10_000,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
    )


class AnswerForm(forms.Form):
    """The membership manager’s answer to a request."""

    words = forms.CharField(
        label=_("Words to the person"),
        help_text=_("Stand in the e-mail that tells them your answer; may be empty."),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
