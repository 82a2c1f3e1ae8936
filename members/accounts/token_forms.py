"""Forms to create a token: on the account page for oneself, at the desk for others too."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.api_tokens import APITokenForm

from members.accounts.desk_access import may_enter_desk
from members.accounts.tokens import LIFETIMES, refusal, tokens_of
from members.models import Scope, User

OWN_SCOPES = [(Scope.READ, _("Read what I may read")), (Scope.WRITE, _("Read, and write in my name"))]


def _lifetime(choices: list[tuple[int, Any]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_("How long it works"), choices=choices, coerce=int, initial=90)


class OwnTokenForm(forms.Form):
    """A token of one's own. Only users of the desk are asked for the scope."""

    name = forms.CharField(
        label=_("Which program is it for?"),
        max_length=60,
        help_text=_("Any name that tells you later which one to take back."),
    )
    days = _lifetime(LIFETIMES)
    scope = forms.ChoiceField(
        label=_("What it may do"),
        choices=OWN_SCOPES,
        initial=Scope.READ,
        widget=forms.RadioSelect,
        help_text=_("Writing needs a second factor in your account."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not may_enter_desk(user):
            del self.fields["scope"]

    def clean_name(self) -> str:
        """Refuse a name that is in use, which also keeps a reloaded page from making a second token."""
        name: str = self.cleaned_data["name"]
        if tokens_of(self.user).filter(name=name).exists():
            raise ValidationError(
                _("You have a token called “%s” already: choose another name, or revoke that one.") % name
            )
        return name


class DeskTokenForm(APITokenForm):
    """A token for somebody; the association's own programs may have one that does not expire."""

    days = _lifetime([*LIFETIMES, (0, _("Until it is revoked"))])
    scope = forms.ChoiceField(label=_("What it may do"), choices=Scope, initial=Scope.READ, widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """Refuse a token with which a reader would write."""
        chosen: dict[str, Any] = super().clean() or self.cleaned_data
        if chosen.get("user") and (sentence := refusal(chosen["user"], chosen.get("scope", ""))):
            self.add_error("scope", sentence)
        return chosen
