"""The facets, and the values of each for a piece."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from anyascii import anyascii
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models import Contributor, Kind, Trend
from members.models import Institution
from search.indexing.records import FacetGroup, FacetValue

GROUPS = (
    FacetGroup("type", _("Type")),
    FacetGroup("access", _("Access")),
    FacetGroup("kind", _("Kind")),
    FacetGroup("section", _("Section")),
    FacetGroup("trend", _("Trend"), has_several=True),
    FacetGroup("year", _("Year"), by_value=True),
    FacetGroup("contributor", _("Contributor"), has_several=True),
    FacetGroup("institution", _("Institution"), has_several=True),
)
KINDS = {kind.value: kind for kind in Kind}
ACCESS = {False: FacetValue("access", "open", "open", "Open to everybody"),
          True: FacetValue("access", "members", "members", "For members")}  # fmt: skip


def of_type(kind: str, label: Any) -> FacetValue:
    """Return the value of the facet of types."""
    return FacetValue("type", kind, kind, str(label))


def of_kind(value: str) -> FacetValue:
    """Return the value of a kind of article."""
    kind = KINDS[value]
    return FacetValue("kind", kind.value, kind.slug, kind.plural)


def of_section(name: str) -> FacetValue:
    """Return the value of a section or, of a printed issue, of a department of the same name."""
    slug = slugify(anyascii(name))[:100] or "section"
    return FacetValue("section", slug, slug, name)


def of_year(day: date | None) -> Iterator[FacetValue]:
    """Yield the value of a year, if there is a date."""
    if day:
        yield FacetValue("year", str(day.year), str(day.year), str(day.year))


def of_trend(trend: Trend) -> FacetValue:
    """Return the value of a trend."""
    return FacetValue("trend", str(trend.pk), trend.slug, trend.name)


def of_contributor(person: Contributor) -> FacetValue:
    """Return the value of a contributor."""
    return FacetValue("contributor", str(person.pk), person.slug, person.name)


def of_institution(place: Institution) -> FacetValue:
    """Return the value of an institution."""
    return FacetValue("institution", str(place.pk), place.slug, place.name)
