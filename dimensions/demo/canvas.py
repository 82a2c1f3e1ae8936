"""A canvas for the pictures of the sample magazine, in units of its own size."""

import random

from PIL import Image, ImageDraw

from dimensions.demo.records import Picture

LONG, SHORT = 1500, 1000
OVERSAMPLED = 2
Point = tuple[float, float]
Colour = str

# Ground, lines, accent.
PALETTES: tuple[tuple[Colour, Colour, Colour], ...] = (
    ("#10243b", "#7fb3d5", "#ff7a59"),
    ("#f3ecdf", "#274b5f", "#d1495b"),
    ("#1f2a24", "#8fbf9f", "#f2c14e"),
    ("#eef1ea", "#3b6255", "#e07a5f"),
    ("#2b1e3a", "#b79ced", "#f4d35e"),
    ("#f7efe7", "#5b3758", "#ef8354"),
    ("#0f3d3e", "#9fd8cb", "#f6ae2d"),
    ("#e9eef4", "#2f4b7c", "#e4572e"),
)


class Canvas:
    """A picture being drawn, in units of its width and height, with a source of chance of its own."""

    def __init__(self, picture: Picture) -> None:
        self.chance = random.Random(f"{picture.motif}/{picture.seed}")  # noqa: S311 - no secret depends on it
        wide = picture.orientation != "portrait"
        self.width, self.height = (LONG, SHORT) if wide else (SHORT, LONG)
        if picture.orientation == "square":
            self.width = self.height = SHORT
        self.ground, self.ink, self.accent = self.chance.choice(PALETTES)
        size = (self.width * OVERSAMPLED, self.height * OVERSAMPLED)
        self.image = Image.new("RGB", size, self.ground)
        self.pen = ImageDraw.Draw(self.image)
        self.aspect = self.height / self.width

    def at(self, point: Point) -> Point:
        """Pixels of a point whose x runs from 0 to 1 and whose y runs from 0 to the aspect ratio."""
        return point[0] * self.image.width, point[1] * self.image.width

    def line(self, points: list[Point], colour: Colour, width: float = 1.6) -> None:
        """Draw a line through points; the width is in pixels of the finished picture."""
        self.pen.line(
            [self.at(p) for p in points], fill=colour, width=round(width * OVERSAMPLED * 1.4), joint="curve"
        )

    def area(self, points: list[Point], colour: Colour) -> None:
        """Fill the inside of a line."""
        self.pen.polygon([self.at(p) for p in points], fill=colour)

    def dot(self, point: Point, radius: float, colour: Colour) -> None:
        """Draw a disc; the radius is in widths of the picture."""
        (x, y), r = self.at(point), radius * self.image.width
        self.pen.ellipse([x - r, y - r, x + r, y + r], fill=colour)

    def mixed(self, share: float, a: Colour = "", b: Colour = "") -> Colour:
        """Give a colour between two: by default between the ground and the ink."""
        one, two = (a or self.ground), (b or self.ink)
        pairs = ((int(one[i : i + 2], 16), int(two[i : i + 2], 16)) for i in (1, 3, 5))
        return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)
