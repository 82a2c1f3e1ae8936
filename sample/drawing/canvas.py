"""Surfaces for the pictures of the sample magazine: pixels, or lines on the page of a PDF."""

import random
from abc import ABC, abstractmethod
from typing import Any, NamedTuple

from PIL import Image, ImageDraw

from sample.records import Picture

LONG, SHORT = 1500, 1000
OVERSAMPLED = 2
HEAVIER = 1.4
Point = tuple[float, float]
Colour = str


class Palette(NamedTuple):
    """Three colours that go together."""

    ground: Colour
    ink: Colour
    accent: Colour


PALETTES = (
    Palette("#10243b", "#7fb3d5", "#ff7a59"),
    Palette("#f3ecdf", "#274b5f", "#d1495b"),
    Palette("#1f2a24", "#8fbf9f", "#f2c14e"),
    Palette("#eef1ea", "#3b6255", "#e07a5f"),
    Palette("#2b1e3a", "#b79ced", "#f4d35e"),
    Palette("#f7efe7", "#5b3758", "#ef8354"),
    Palette("#0f3d3e", "#9fd8cb", "#f6ae2d"),
    Palette("#e9eef4", "#2f4b7c", "#e4572e"),
)


class Surface(ABC):
    """A surface for motifs: x runs from 0 to 1, y from 0 at the top to the aspect ratio."""

    def __init__(self, seed: str, aspect: float, palette: Palette | None = None) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - not for secrets
        self.aspect = aspect
        by_chance = self.chance.choice(PALETTES)
        self.ground, self.ink, self.accent = palette or by_chance

    @abstractmethod
    def line(self, points: list[Point], colour: Colour, width: float = 1.6) -> None:
        """Draw a line through points; the width is in pixels of the finished picture."""

    @abstractmethod
    def area(self, points: list[Point], colour: Colour) -> None:
        """Fill the inside of a line."""

    @abstractmethod
    def dot(self, point: Point, radius: float, colour: Colour) -> None:
        """Draw a disc; the radius is in widths of the picture."""

    def mixed(self, share: float, a: Colour = "", b: Colour = "") -> Colour:
        """Return a colour between two: by default between the ground and the ink."""
        one, two = (a or self.ground), (b or self.ink)
        pairs = ((int(one[i : i + 2], 16), int(two[i : i + 2], 16)) for i in (1, 3, 5))
        return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


class Canvas(Surface):
    """A picture of pixels."""

    def __init__(self, picture: Picture) -> None:
        wide = picture.orientation != "portrait"
        self.width, self.height = (LONG, SHORT) if wide else (SHORT, LONG)
        if picture.orientation == "square":
            self.width = self.height = SHORT
        super().__init__(f"{picture.motif}/{picture.seed}", self.height / self.width)
        size = (self.width * OVERSAMPLED, self.height * OVERSAMPLED)
        self.image = Image.new("RGB", size, self.ground)
        self.pen = ImageDraw.Draw(self.image)

    def at(self, point: Point) -> Point:
        """Return the pixel of a point."""
        return point[0] * self.image.width, point[1] * self.image.width

    def line(self, points: list[Point], colour: Colour, width: float = 1.6) -> None:
        """Draw the line with rounded corners."""
        pixels = round(width * OVERSAMPLED * HEAVIER)
        self.pen.line([self.at(p) for p in points], fill=colour, width=pixels, joint="curve")

    def area(self, points: list[Point], colour: Colour) -> None:
        """Fill a polygon."""
        self.pen.polygon([self.at(p) for p in points], fill=colour)

    def dot(self, point: Point, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        (x, y), r = self.at(point), radius * self.image.width
        self.pen.ellipse([x - r, y - r, x + r, y + r], fill=colour)


class Plate(Surface):
    """A box on the page of a PDF; its corner is the lower left one, in points."""

    def __init__(self, page: Any, seed: str, corner: Point, size: Point, palette: Palette | None = None) -> None:
        super().__init__(seed, size[1] / size[0], palette)
        self.page, self.corner, self.size = page, corner, size

    def at(self, point: Point) -> Point:
        """Return the position of a point on the page, whose y runs upwards."""
        return self.corner[0] + point[0] * self.size[0], self.corner[1] + self.size[1] - point[1] * self.size[0]

    def line(self, points: list[Point], colour: Colour, width: float = 1.6) -> None:
        """Draw the line as a path."""
        self.page.setStrokeColor(colour)
        self.page.setLineWidth(width * HEAVIER * max(self.size) / LONG)
        self.page.drawPath(self._path(points))

    def area(self, points: list[Point], colour: Colour) -> None:
        """Fill the path."""
        self.page.setFillColor(colour)
        path = self._path(points)
        path.close()
        self.page.drawPath(path, stroke=0, fill=1)

    def dot(self, point: Point, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        self.page.setFillColor(colour)
        self.page.circle(*self.at(point), radius * self.size[0], stroke=0, fill=1)

    def _path(self, points: list[Point]) -> Any:
        path = self.page.beginPath()
        path.moveTo(*self.at(points[0]))
        for point in points[1:]:
            path.lineTo(*self.at(point))
        return path
