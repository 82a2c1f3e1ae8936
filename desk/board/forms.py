"""Forms of the table of pieces: filters, and the changes of an editor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import SectionPage, Trend
from desk.invitations.forms import check_is_to_come, day_input
from desk.models import Piece, PieceNote, Stage
from desk.permissions import keepers


class FilterForm(forms.Form):
    """Section, editor in charge, trend and stage; invalid values are ignored."""

    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("In progress")), *Stage.choices])
    section = forms.ModelChoiceField(
        SectionPage.objects.none(), label=_("Section"), required=False, empty_label=_("All")
    )
    assignee = forms.ModelChoiceField(Piece.objects.none(), label=_("In charge"), required=False, empty_label=_("All"))
    trend = forms.ModelChoiceField(Trend.objects.none(), label=_("Trend"), required=False, empty_label=_("All"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections, trends = SectionPage.objects.order_by("path"), Trend.objects.order_by("name")
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["assignee"].queryset = keepers()  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["trend"].queryset = trends  # type: ignore[attr-defined]  # a ModelChoiceField

    def chosen(self) -> dict[str, Any]:
        """Return the chosen filters as conditions on pieces."""
        self.is_valid()
        data = self.cleaned_data
        names = {"section": "section", "assignee": "assignee", "trend": "trends"}
        found = {names[name]: data[name] for name in names if data.get(name)}
        return found | ({"stage": data["stage"]} if data.get("stage") else {"stage__in": Stage.in_progress()})


class DecisionForm(forms.Form):
    """An editor's decision on a pitch."""

    words = forms.CharField(
        label=_("Your words to the author"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They stand in the mail. A declined author deserves a reason."),
    )
    due_on = forms.DateField(label=_("Due"), required=False, widget=day_input())

    def clean_due_on(self) -> Any:
        """Check that the day is in the future."""
        return check_is_to_come(self.cleaned_data["due_on"])


class NoteForm(forms.ModelForm):
    """A note to the other editors."""

    class Meta:
        model = PieceNote
        fields = ["text"]
        labels = {"text": _("For the other editors; the author never sees it")}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class PieceForm(forms.ModelForm):
    """The editors' plans for a piece."""

    class Meta:
        model = Piece
        fields = ["title", "section", "assignee", "due_on", "planned_for", "trends"]
        widgets = {"due_on": day_input(), "planned_for": day_input(), "trends": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = SectionPage.objects.order_by("path")
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["assignee"].queryset = keepers()  # type: ignore[attr-defined]  # a ModelChoiceField
        if self.instance.article_id:
            for name in ("title", "section", "trends"):  # they are changed in the article itself
                del self.fields[name]
