"""Forms for names. Imported by allauth’s own forms, so it must not import them."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.models import User


class NameForm(forms.ModelForm):
    """The name of a user."""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]


class SignupNamesForm(forms.Form):
    """The names on the sign-up form."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, widget=forms.TextInput({"autocomplete": "family-name"})
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Do nothing: allauth requires the method, and saves the names with the new user."""
