"""The form of the finder of the Passport Program."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members.directory.passport import Point, location_of
from members.models import Institution


class PassportForm(forms.Form):
    """The visitor’s own institution and home, which is a position or near an institution."""

    own = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Your institution"),
        to_field_name="slug",
        empty_label=_("Choose …"),
        help_text=_("Where you hold your membership."),
        error_messages={"required": _("Choose the institution where you hold your membership.")},
    )
    position = forms.CharField(
        label=_("Position of your home"),
        required=False,
        max_length=60,
        help_text=_("Latitude and longitude, such as 38.91, -77.04. Two decimals will do."),
    )
    near = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Or: home is near"),
        to_field_name="slug",
        required=False,
        empty_label=_("Choose …"),
    )

    def __init__(self, *args: Any, participants: QuerySet[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["own"].queryset = participants  # type: ignore[attr-defined]
        self.fields["near"].queryset = Institution.objects.public().filter(latitude__isnull=False)  # type: ignore[attr-defined]

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
        near = cleaned.get("near")
        cleaned["home"] = cleaned.get("position") or (near and location_of(near))
        if not cleaned["home"] and "position" not in self.errors:
            self.add_error("position", _("Say where home is: by its position, or by an institution nearby."))
        return cleaned
