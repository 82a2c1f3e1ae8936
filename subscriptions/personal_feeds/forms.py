"""The name that tells the addresses of somebody's feed apart."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from subscriptions.models import ReaderToken


class TokenForm(forms.ModelForm):
    """For which app an address is."""

    class Meta:
        model = ReaderToken
        fields: ClassVar = ["name"]
        labels: ClassVar = {"name": _("Which app is it for?")}
        help_texts: ClassVar = {"name": _("Any name that tells you later which one to take back.")}
