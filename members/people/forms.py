"""The form to invite somebody to the desk."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from members.people.role_order import roles_below


class DeskInvitationForm(forms.Form):
    """An address and a role below one’s own."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    group = forms.ModelChoiceField(Group.objects.none(), label=_("Role"), empty_label=None)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = roles_below(user)  # type: ignore[attr-defined]  # a ModelChoiceField
