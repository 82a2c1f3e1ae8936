"""The Passport Program: participants that admit visitors free. It does not affect access to content."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from members.models import Institution

MILE_IN_KM = 1.609344
EARTH_RADIUS_KM = 6371.0088  # the mean radius (IUGG)
FREE_BEYOND_MILES = 90


@dataclass(frozen=True)
class Point:
    """A point on the earth, in degrees: north and east are positive."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Visit:
    """A participating institution, and its distances in miles."""

    institution: Institution
    from_own: float
    from_home: float

    @property
    def is_free(self) -> bool:
        """Return whether it lies more than 90 miles from both the home institution and the home."""
        return min(self.from_own, self.from_home) > FREE_BEYOND_MILES


def miles_between(one: Point, other: Point) -> float:
    """Return the great-circle distance, by the haversine formula."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    by_latitude = math.sin((south - north) / 2) ** 2
    by_longitude = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    half = math.sqrt(min(1.0, by_latitude + math.cos(north) * math.cos(south) * by_longitude))
    return 2 * EARTH_RADIUS_KM * math.asin(half) / MILE_IN_KM


def location_of(institution: Institution) -> Point | None:
    """Return the location of an institution, or None if it is unknown."""
    if institution.latitude is None or institution.longitude is None:
        return None
    return Point(institution.latitude, institution.longitude)


def list_visits(participants: Iterable[Institution], *, own: Institution, home: Point) -> list[Visit]:
    """Return all other participants whose location is known, nearest to home first."""
    at = location_of(own)
    found = [
        Visit(institution, miles_between(at, place), miles_between(home, place))
        for institution in participants
        if at and institution.pk != own.pk and (place := location_of(institution))
    ]
    return sorted(found, key=lambda visit: visit.from_home)
