"""The directory of institutions: filters, pages and the map."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from base.clock import today
from members.directory.world_map import WorldMap, draw_map
from members.models import Institution, InstitutionType, best_status
from members.reading.access import REASON_BY_STATUS

PAGE_SIZE = 60
MAX_QUERY_LENGTH = 100


@dataclass(frozen=True)
class InstitutionFilter:
    """The filters of the directory. An empty field filters nothing."""

    q: str = ""
    type: str = ""
    country: str = ""
    passport: str = ""
    area: str = ""  # west,south,east,north in degrees, from a dot on the map that groups several

    def __bool__(self) -> bool:
        return any(vars(self).values())

    @property
    def url(self) -> str:
        """The URL of the directory with these filters."""
        chosen = {name: value for name, value in vars(self).items() if value}
        return reverse("institutions") + (f"?{urlencode(chosen)}" if chosen else "")


@dataclass(frozen=True)
class DirectoryEntry:
    """One line of the directory."""

    institution: Institution
    is_member: bool


@dataclass(frozen=True)
class DirectoryPage:
    """One page of the results, with a map of all of them."""

    entries: Sequence[DirectoryEntry]
    total: int
    number: int
    previous_url: str
    next_url: str
    world: WorldMap


def parse_filter(query: QueryDict) -> InstitutionFilter:
    """Return the filters of a query string; an invalid area is ignored."""
    names = [field.name for field in fields(InstitutionFilter)]
    filters = InstitutionFilter(**{name: _parameter(query, name) for name in names})
    return filters if _corners(filters.area) else replace(filters, area="")


def _parameter(query: QueryDict, name: str) -> str:
    return query.get(name, "").strip()[:MAX_QUERY_LENGTH].replace("\x00", "")


def _corners(area: str) -> tuple[float, ...]:
    try:
        corners = tuple(float(part) for part in area.split(","))
    except ValueError:
        return ()
    return corners if len(corners) == 4 and all(-180 <= corner <= 180 for corner in corners) else ()


def filter_institutions(filters: InstitutionFilter) -> QuerySet[Institution]:
    """Return the matching institutions, sorted by name."""
    matching = Institution.objects.public().matching(filters.q).order_by("name", "pk")
    if filters.type:
        matching = matching.filter(type__slug=filters.type)
    if filters.country:
        matching = matching.filter(country=filters.country)
    if filters.passport:
        matching = matching.filter(in_passport_program=True)
    if corners := _corners(filters.area):
        west, south, east, north = corners
        matching = matching.filter(longitude__range=(west, east), latitude__range=(south, north))
    return matching


def is_member(institution: Institution) -> bool:
    """Return whether the institution's staff may read today; days of grace count."""
    status, _until = best_status(institution.memberships.all(), today())
    return REASON_BY_STATUS[status].grants_access


def directory_page(filters: InstitutionFilter, number: int) -> DirectoryPage:
    """Return one page of the directory."""
    matching = filter_institutions(filters)
    start = (number - 1) * PAGE_SIZE
    page = list(matching.select_related("type").prefetch_related("memberships")[start : start + PAGE_SIZE])
    everything = list(matching.only("name", "slug", "latitude", "longitude"))
    return DirectoryPage(
        entries=[DirectoryEntry(place, is_member(place)) for place in page],
        total=len(everything),
        number=number,
        previous_url=_page_url(filters, number - 1) if number > 1 else "",
        next_url=_page_url(filters, number + 1) if len(everything) > start + PAGE_SIZE else "",
        world=draw_map(everything, lambda institutions: zoom_url(filters, institutions)),
    )


def _page_url(filters: InstitutionFilter, number: int) -> str:
    if number == 1:
        return filters.url
    return f"{filters.url}{'&' if filters else '?'}page={number}"


def zoom_url(filters: InstitutionFilter, institutions: list[Institution]) -> str:
    """Return the URL of the directory for the institutions of one dot."""
    souths = [place.latitude or 0 for place in institutions]
    wests = [place.longitude or 0 for place in institutions]
    corners = (min(wests) - 0.01, min(souths) - 0.01, max(wests) + 0.01, max(souths) + 0.01)
    return replace(filters, area=",".join(f"{corner:.2f}" for corner in corners)).url


def filter_choices() -> dict[str, Any]:
    """Return the options of the filter form."""
    countries = Institution.objects.public().exclude(country="").values_list("country", flat=True)
    return {
        "types": InstitutionType.objects.filter(institutions__in=Institution.objects.public()).distinct(),
        "countries": countries.order_by("country").distinct(),
    }
