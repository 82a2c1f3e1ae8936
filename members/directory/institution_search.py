"""The directory of institutions: what one may ask for, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from base.clock import today
from members.directory.world_map import WorldMap, draw_map
from members.models import Institution, InstitutionType
from members.reading.access import BY_STANDING, standing_of

A_PAGE = 60
LONGEST_QUERY = 100


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; everything that is empty narrows nothing."""

    q: str = ""
    type: str = ""
    country: str = ""
    passport: str = ""
    area: str = ""  # west,south,east,north in degrees, from a dot that stands for several

    def __bool__(self) -> bool:
        return any(vars(self).values())

    @property
    def url(self) -> str:
        """The address of the directory with this in it."""
        chosen = {name: value for name, value in vars(self).items() if value}
        return reverse("institutions") + (f"?{urlencode(chosen)}" if chosen else "")


@dataclass(frozen=True)
class Entry:
    """One line of the directory."""

    institution: Institution
    is_member: bool


@dataclass(frozen=True)
class Directory:
    """One page of what was found, with the map of all of it."""

    entries: Sequence[Entry]
    total: int
    number: int
    previous_url: str
    next_url: str
    world: WorldMap


def wanted_by(query: QueryDict) -> Wanted:
    """Read what is asked for; what makes no sense is left out."""
    asked = {name: query.get(name, "").strip()[:LONGEST_QUERY].replace("\x00", "") for name in vars(Wanted())}
    wanted = Wanted(**asked)
    return wanted if _corners(wanted.area) else replace(wanted, area="")


def _corners(area: str) -> tuple[float, ...]:
    try:
        corners = tuple(float(part) for part in area.split(","))
    except ValueError:
        return ()
    return corners if len(corners) == 4 and all(-180 <= corner <= 180 for corner in corners) else ()


def found(wanted: Wanted) -> QuerySet[Institution]:
    """Return the institutions that fit, by name."""
    fitting = Institution.objects.matching(wanted.q).order_by("name", "pk")
    if wanted.type:
        fitting = fitting.filter(type__slug=wanted.type)
    if wanted.country:
        fitting = fitting.filter(country=wanted.country)
    if wanted.passport:
        fitting = fitting.filter(in_passport_program=True)
    if corners := _corners(wanted.area):
        west, south, east, north = corners
        fitting = fitting.filter(longitude__range=(west, east), latitude__range=(south, north))
    return fitting


def is_member(institution: Institution) -> bool:
    """Whether its staff may read today; days of grace count."""
    standing, _until = standing_of(institution.memberships.all(), today())
    return BY_STANDING[standing].opens


def directory(wanted: Wanted, number: int) -> Directory:
    """Return one page of the directory."""
    fitting = found(wanted)
    start = (number - 1) * A_PAGE
    page = list(fitting.select_related("type").prefetch_related("memberships")[start : start + A_PAGE])
    everything = list(fitting.only("name", "slug", "latitude", "longitude"))
    return Directory(
        entries=[Entry(place, is_member(place)) for place in page],
        total=len(everything),
        number=number,
        previous_url=_page_url(wanted, number - 1) if number > 1 else "",
        next_url=_page_url(wanted, number + 1) if len(everything) > start + A_PAGE else "",
        world=draw_map(everything, lambda together: closer_url(wanted, together)),
    )


def _page_url(wanted: Wanted, number: int) -> str:
    if number == 1:
        return wanted.url
    return f"{wanted.url}{'&' if wanted else '?'}page={number}"


def closer_url(wanted: Wanted, together: list[Institution]) -> str:
    """The address of the directory narrowed to the institutions of one dot."""
    souths = [place.latitude or 0 for place in together]
    wests = [place.longitude or 0 for place in together]
    corners = (min(wests) - 0.01, min(souths) - 0.01, max(wests) + 0.01, max(souths) + 0.01)
    return replace(wanted, area=",".join(f"{corner:.2f}" for corner in corners)).url


def choices() -> dict[str, Any]:
    """Return what the form offers to narrow by."""
    countries = Institution.objects.exclude(country="").values_list("country", flat=True)
    return {
        "types": InstitutionType.objects.filter(institutions__isnull=False).distinct(),
        "countries": countries.order_by("country").distinct(),
    }
