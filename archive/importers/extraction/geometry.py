"""Geometry of a page, in points from the lower left corner of its visible part.

PDFium measures from the corner of the medium, before the page is turned and trimmed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]  # left, bottom, right, top
ICON = 36.0  # points: half an inch; smaller pictures have no caption
BACKGROUND = 0.6  # share of a page; larger pictures lie under the text


@dataclass(frozen=True)
class Piece:
    """A run of characters on one line, with its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    weight: int = 0  # 400 is regular and 700 bold; 0 when it is not known

    @property
    def size(self) -> float:
        """The height of its line."""
        return max(self.top - self.bottom, 0.1)


@dataclass(frozen=True)
class View:
    """The visible part of a page: its box on the medium, and by how much it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """The width and height as displayed."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.rotation in {90, 270} else (wide, high)

    def seen(self, box: Box) -> Box:
        """Return a box of the medium in coordinates of the visible page."""
        left, bottom, right, top = box[0] - self.left, box[1] - self.bottom, box[2] - self.left, box[3] - self.bottom
        wide, high = self.right - self.left, self.top - self.bottom
        turned = {
            90: (bottom, wide - right, top, wide - left),
            180: (wide - right, high - top, wide - left, high - bottom),
            270: (high - top, left, high - bottom, right),
        }
        return turned.get(self.rotation, (left, bottom, right, top))

    def shows(self, piece: Piece) -> bool:
        """Return whether the middle of a piece lies on the visible page."""
        wide, high = self.size
        return 0 <= piece.left + piece.right <= 2 * wide and 0 <= piece.bottom + piece.top <= 2 * high

    def shows_picture(self, box: Box) -> bool:
        """Return whether a picture may have a caption, being neither an icon nor a background."""
        wide, high = box[2] - box[0], box[3] - box[1]
        return min(wide, high) >= ICON and wide * high <= BACKGROUND * self.size[0] * self.size[1]


def box_of(pieces: Iterable[Piece]) -> Box:
    """Return the box around some pieces."""
    lefts, bottoms, rights, tops = zip(*((one.left, one.bottom, one.right, one.top) for one in pieces), strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def is_heavier(weight: int, other: int) -> bool:
    """Return whether type is clearly bolder than other type; False if either weight is unknown."""
    return min(weight, other) > 0 and weight >= 1.25 * other
