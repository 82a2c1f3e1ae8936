"""What editors choose when they change the vocabulary."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Trend
from articles.vocabulary.merge import VocabularyError, check_merge
from articles.vocabulary.retire import check_successor


class OtherTrendForm(forms.Form):
    """Another trend that is in use."""

    other = forms.ModelChoiceField(Trend.objects.none(), label=_("Other trend"))

    def __init__(self, trend: Trend, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.trend = trend
        self.fields["other"].queryset = Trend.objects.offered([]).exclude(pk=trend.pk)  # type: ignore[attr-defined]


class MergeForm(OtherTrendForm):
    """Into which trend another one is merged."""

    def clean_other(self) -> Trend:
        """Refuse what makes no sense."""
        other: Trend = self.cleaned_data["other"]
        try:
            check_merge(self.trend, other)
        except VocabularyError as error:
            raise forms.ValidationError(str(error)) from error
        return other


class RetireForm(OtherTrendForm):
    """Which trend follows on one that is retired, if one does."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["other"].required = False
        self.fields["other"].label = _("Successor")
        self.fields["other"].help_text = _("Where its page leads readers; none where nothing follows.")

    def clean_other(self) -> Trend | None:
        """Refuse a successor that leads nowhere."""
        other: Trend | None = self.cleaned_data["other"]
        if other:
            check_successor(self.trend, other)
        return other
