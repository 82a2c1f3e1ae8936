"""The forms to invite an author, and to accept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import SectionPage
from base.clock import today
from desk.models import PieceInvitation
from desk.models.piece import Piece


def day_input() -> forms.DateInput:
    """Return a field in which browsers offer a calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def check_is_to_come(day: Any) -> Any:
    """Return the day. Raise ValidationError if it is over."""
    if day and day < today():
        raise forms.ValidationError(_("This day is over: choose one that is to come, or leave it empty."))
    return day


class InvitationForm(forms.ModelForm):
    """Whom to ask, for what, and until when."""

    title = forms.CharField(
        label=_("Working title"), max_length=255, required=False, help_text=_("Only for you and the author; optional.")
    )
    section = forms.ModelChoiceField(SectionPage.objects.none(), label=_("Section"), required=False)

    class Meta:
        model = PieceInvitation
        fields = ["email", "name", "title", "section", "due_on", "message"]
        widgets = {"due_on": day_input(), "message": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, piece: Piece | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = SectionPage.objects.live().order_by("path")
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]  # a ModelChoiceField
        if piece:
            del self.fields["title"], self.fields["section"]

    def clean_due_on(self) -> Any:
        """Check that the day is in the future."""
        return check_is_to_come(self.cleaned_data["due_on"])


class AcceptForm(forms.Form):
    """The name of an author who has no account yet."""

    name = forms.CharField(
        label=_("Your name"), max_length=160, help_text=_("As it shall stand above your text, for example Ana Duarte.")
    )
