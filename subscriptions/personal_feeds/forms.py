"""The form for the name of a personal feed's URL."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from subscriptions.models import ReaderToken


class TokenForm(forms.ModelForm):
    """The name of the app that uses a personal feed."""

    class Meta:
        model = ReaderToken
        fields: ClassVar = ["name"]
        labels: ClassVar = {"name": _("Which app is it for?")}
        help_texts: ClassVar = {"name": _("Any name that tells you later which one to take back.")}
