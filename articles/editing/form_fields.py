"""Form fields of the desk: trends, with synonyms resolved to their terms, and institutions with a search."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context

from members.models import Institution


# A lazy lookup by name: the models name the form that contains this field.
def _vocabulary() -> Any:
    return apps.get_model("articles", "Trend").objects


def _groups() -> Any:
    return apps.get_model("articles", "TrendGroup").objects


def _names(value: Any) -> list[str]:
    return [trend if isinstance(trend, str) else trend.name for trend in value or []]


class TrendWidget(forms.CheckboxSelectMultiple):
    """The whole vocabulary by group; a script filters it while the user types."""

    template_name = "articles/editing/trend_widget.html"
    option_template_name = "articles/editing/trend_option.html"

    def optgroups(self, name: str, value: list[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        """Return the groups with their terms; a retired term only if it is chosen."""
        chosen = set(value)
        terms = _vocabulary().offered(chosen).prefetch_related("synonyms")
        groups = _groups().prefetch_related(Prefetch("trends", terms))
        return [
            (group.name, [self._option(name, trend, chosen) for trend in group.trends.all()], position)
            for position, group in enumerate(groups)
        ]

    def _option(self, name: str, trend: Any, chosen: set[str]) -> dict[str, Any]:
        option = self.create_option(name, trend.name, trend.name, trend.name in chosen, trend.pk)
        synonyms = ", ".join(synonym.name for synonym in trend.synonyms.all())
        return option | {"synonyms": synonyms, "note": trend.scope_note}


class TrendField(forms.Field):
    """Accepts names or synonyms of trends; anything else is refused with a sentence."""

    widget = TrendWidget

    def prepare_value(self, value: Any) -> list[str]:
        """Return names, whether the value is trends or submitted names."""
        return _names(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether other trends are meant; their order does not count."""
        return set(_names(initial)) != set(_names(data))

    def clean(self, value: Iterable[str] | None) -> list[str]:
        """Return the unique names of the trends that are meant. Raise ValidationError."""
        meant = {term: _vocabulary().resolve(term) for term in super().clean(value) or []}
        if unknown := [term for term, trend in meant.items() if trend is None]:
            raise ValidationError(
                _("%s: not in the vocabulary. Choose what the field offers, or ask an archivist to add it.")
                % ", ".join(f"“{term}”" for term in unknown)
            )
        return list(dict.fromkeys(trend.name for trend in meant.values() if trend))


class InstitutionWidget(forms.TextInput):
    """A text input with suggestions of institutions by script; a typed name works without it."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the URL that the script queries."""
        found = Institution.objects.filter(pk=value).first() if isinstance(value, int) else None
        asked = {
            "data-offers": reverse("find_institutions"),
            "autocomplete": "off",
            "placeholder": _("Part of its name"),
        }
        return super().get_context(name, found.label if found else value, {**(attrs or {}), **asked})


class InstitutionField(forms.CharField):
    """Accepts the name of an institution, or the label that the search suggests."""

    widget = InstitutionWidget

    def clean(self, value: Any) -> Institution | None:
        """Return the institution. Raise ValidationError for a name that matches none or several."""
        text = super().clean(value)
        return self._only_one(text) if text else None

    def _only_one(self, text: str) -> Institution:
        user = get_active_log_context().user
        found = (Institution.objects.visible_to(user) if user else Institution.objects.all()).called(text)
        if not found:
            raise ValidationError(
                _("“%s” is no institution of the list. Type a part of its name and choose what is offered.") % text
            )
        if len(found) > 1:
            labels = " · ".join(one.label for one in found)
            raise ValidationError(_("“%(text)s” can be several: %(labels)s.") % {"text": text, "labels": labels})
        return found[0]
