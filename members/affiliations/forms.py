"""Forms of requests, invitations and decisions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Affiliation


class RequestForm(forms.ModelForm):
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
    """E-mail addresses of colleagues, pasted in any form."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("One or many, separated by commas, spaces or line breaks."),
        max_length=10_000,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
    )


class DecisionForm(forms.Form):
    """The membership manager's words to a user whose request is decided."""

    words = forms.CharField(
        label=_("Words to the person"),
        help_text=_("Stand in the e-mail that tells them your answer; may be empty."),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
