"""Forms to order and to change a digest."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from subscriptions.models import Digest, Frequency


class AskForm(forms.Form):
    """Address and frequency; for readers without an account."""

    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)
    frequency = forms.ChoiceField(
        label=_("How often?"), choices=Frequency.choices, initial=Frequency.WEEKLY, widget=forms.RadioSelect
    )


class FrequencyForm(forms.ModelForm):
    """The frequency."""

    class Meta:
        model = Digest
        fields: ClassVar = ["frequency"]
        widgets: ClassVar = {"frequency": forms.RadioSelect}


class OwnDigestForm(forms.ModelForm):
    """Frequency and content; for readers with an account."""

    class Meta:
        model = Digest
        fields: ClassVar = ["frequency", "is_followed_only"]
        widgets: ClassVar = {"frequency": forms.RadioSelect}
        help_texts: ClassVar = {"is_followed_only": _("Otherwise it tells of everything that is published.")}
