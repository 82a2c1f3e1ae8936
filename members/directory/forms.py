"""The form of the finder of the Passport Program."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from members.directory.passport import Point, location_of
from members.models import Institution


class PassportForm(forms.Form):
    """The visitor’s own institution and home, which is a city of the directory or a position."""

    own = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Your institution"),
        to_field_name="slug",
        empty_label=_("Choose …"),
        help_text=_("Where you hold your membership."),
        error_messages={"required": _("Choose the institution where you hold your membership.")},
    )
    place = forms.CharField(
        label=_("Where you live"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"list": "places", "autocomplete": "address-level2"}),
        help_text=_("A city; when yours is not offered, take the nearest one that is."),
    )
    position = forms.CharField(
        label=_("Or the coordinates of your home"),
        required=False,
        max_length=60,
        help_text=_("Latitude and longitude, such as 38.91, -77.04. Two decimals will do."),
    )

    def __init__(self, *args: Any, participants: QuerySet[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["own"].queryset = participants  # type: ignore[attr-defined]  # a ModelChoiceField

    @cached_property
    def places(self) -> dict[str, Point]:
        """The cities of the directory with a point in each, by name and country."""
        located = Institution.objects.public().filter(latitude__isnull=False).exclude(city="")
        points = ((one.place, location_of(one)) for one in located.order_by("city", "country"))
        return {name: point for name, point in points if point}

    def clean_place(self) -> Point | None:
        """Return a point in the city. Raise ValidationError for one in no country of the directory, or in two."""
        typed = self.cleaned_data["place"].strip().casefold()
        if not typed:
            return None
        named = [name for name in self.places if typed in {name.casefold(), name.partition(",")[0].casefold()}]
        if len(named) == 1:
            return self.places[named[0]]
        raise forms.ValidationError(self._unclear(named))

    def _unclear(self, named: list[str]) -> str:
        typed = self.cleaned_data["place"]
        if named:
            return _("There is more than one “%s”: write %s.") % (typed, _(" or ").join(f"“{name}”" for name in named))
        return _("The directory has no institution in “%s”: choose the nearest city that it offers.") % typed

    def clean_position(self) -> Point | None:
        """Return the position as a point. Raise ValidationError for anything else."""
        text = self.cleaned_data["position"]
        if not text:
            return None
        try:
            latitude, longitude = (float(part) for part in text.replace(";", ",").split(","))
        except ValueError as error:
            raise forms.ValidationError(
                _("“%s” is no position: write two numbers with a comma, such as 38.91, -77.04.") % text
            ) from error
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise forms.ValidationError(_("“%s” lies outside the earth: latitude comes first.") % text)
        return Point(latitude, longitude)

    def clean(self) -> dict[str, Any]:
        """Add `home`, the position that was given or that of the institution nearby."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["home"] = cleaned.get("position") or cleaned.get("place")
        if not cleaned["home"] and not {"position", "place"} & set(self.errors):
            self.add_error("place", _("Say where home is: the name of a city will do."))
        return cleaned
