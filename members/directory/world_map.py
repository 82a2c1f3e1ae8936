"""A map of the world with dots on it, drawn without any outside service.

The projection is the plate carrée: a tenth of a degree is one unit in either direction, so the part that
is shown is an SVG `viewBox`. Dots that would touch are merged, and link to a map of their institutions.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from members.models import Institution

WORLD = (-180.0, -60.0, 360.0, 143.0)  # west, south, width, height in degrees, without the Antarctic
MIN_WIDTH = 6.0  # degrees; the coast has no detail for more
CELLS = 36  # dots within one cell of so many across are drawn as one
ASPECT = WORLD[2] / WORLD[3]
UNITS = 10  # to the degree, as in img/world.svg


@dataclass(frozen=True)
class Area:
    """The part of the world that a map shows, in degrees."""

    west: float
    south: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        """The area as an SVG `viewBox`, with the north at the top."""
        corner = (self.west, -(self.south + self.height), self.width, self.height)
        return " ".join(f"{degrees * UNITS:.0f}" for degrees in corner)

    @property
    def dot(self) -> float:
        """The radius of a dot in units of the drawing: a constant part of the width."""
        return self.width * UNITS / 130


@dataclass(frozen=True)
class Dot:
    """One institution or several on the map."""

    x: float
    y: float
    radius: float
    institutions: list[Institution]
    url: str

    @property
    def label(self) -> str:
        """The name of the institution, or how many there are."""
        if len(self.institutions) == 1:
            return str(self.institutions[0])
        return f"{len(self.institutions)} institutions: look closer"


@dataclass(frozen=True)
class WorldMap:
    """A part of the world with the institutions there."""

    area: Area
    dots: list[Dot]


def area_around(places: Iterable[tuple[float, float]]) -> Area:
    """Return the area around all places, which are (latitude, longitude), with a margin."""
    known = list(places)
    if not known:
        return Area(*WORLD)
    souths, wests = [place[0] for place in known], [place[1] for place in known]
    middle = ((min(souths) + max(souths)) / 2, (min(wests) + max(wests)) / 2)
    tall, wide = max(souths) - min(souths), max(wests) - min(wests)
    return _framed(middle, max(MIN_WIDTH, wide * 1.25, tall * 1.25 * ASPECT))


def _framed(middle: tuple[float, float], width: float) -> Area:
    if width >= WORLD[2]:
        return Area(*WORLD)
    height = width / ASPECT
    west = min(max(middle[1] - width / 2, WORLD[0]), WORLD[0] + WORLD[2] - width)
    south = min(max(middle[0] - height / 2, WORLD[1]), WORLD[1] + WORLD[3] - height)
    return Area(west, south, width, height)


def draw_map(institutions: Iterable[Institution], zoom_url: Callable[[list[Institution]], str]) -> WorldMap:
    """Return the map of these institutions; `zoom_url` returns the address of a map of some of them."""
    placed = [place for place in institutions if place.latitude is not None and place.longitude is not None]
    area = area_around((float(i.latitude or 0), float(i.longitude or 0)) for i in placed)
    cells: dict[tuple[int, int], list[Institution]] = {}
    side = area.width / CELLS
    for place in placed:
        cell = (int((place.longitude or 0) // side), int((place.latitude or 0) // side))
        cells.setdefault(cell, []).append(place)
    dots = [_dot(group, area, zoom_url) for group in cells.values()]
    return WorldMap(area, dots)


def _dot(group: list[Institution], area: Area, zoom_url: Callable[[list[Institution]], str]) -> Dot:
    count = len(group)
    longitude = sum(place.longitude or 0 for place in group) / count
    latitude = sum(place.latitude or 0 for place in group) / count
    return Dot(
        x=round(longitude * UNITS, 1),
        y=round(-latitude * UNITS, 1),
        radius=round(area.dot * min(2.5, 1 + 0.18 * (count - 1)), 1),
        institutions=group,
        url=group[0].get_absolute_url() if count == 1 else zoom_url(group),
    )
