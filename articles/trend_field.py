"""The field in which an editor gives an article its trends; a synonym becomes its term."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField
from wagtail.admin.widgets import AdminTagWidget

from articles.models.trend import Trend


class TrendWidget(AdminTagWidget):
    """Wagtail's tag widget, completing from the vocabulary and its synonyms."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, tag_model=Trend)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Point the completion at the vocabulary."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-w-tag-url-value"] = reverse("trend_completion")
        context["widget"]["help_text"] = ""
        return context


class TrendField(TagField):
    """Takes names or synonyms of trends; anything else is refused with a sentence."""

    widget = TrendWidget

    def clean(self, value: Any) -> list[str]:
        """Give the names of the trends that were meant, each once."""
        typed = super().clean(value)
        meant = {term: Trend.objects.resolve(term) for term in typed}
        if unknown := [term for term, trend in meant.items() if trend is None]:
            raise ValidationError(
                _("%s: not in the vocabulary. Choose what the field offers, or ask an archivist to add it.")
                % ", ".join(f"“{term}”" for term in unknown)
            )
        return list(dict.fromkeys(trend.name for trend in meant.values() if trend))
