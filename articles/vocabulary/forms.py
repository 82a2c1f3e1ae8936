"""Forms to change the vocabulary."""

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
        others = Trend.objects.offered([]).exclude(pk=trend.pk)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField


class MergeForm(OtherTrendForm):
    """The trend into which another one is merged."""

    def clean_other(self) -> Trend:
        """Refuse an invalid merge."""
        other: Trend = self.cleaned_data["other"]
        try:
            check_merge(self.trend, other)
        except VocabularyError as error:
            raise forms.ValidationError(str(error)) from error
        return other


class RetireForm(OtherTrendForm):
    """The optional successor of a retired trend."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["other"].required = False
        self.fields["other"].label = _("Successor")
        self.fields["other"].help_text = _("Where its page leads readers; none where nothing follows.")

    def clean_other(self) -> Trend | None:
        """Refuse a successor that is not in use."""
        other: Trend | None = self.cleaned_data["other"]
        if other:
            check_successor(self.trend, other)
        return other
