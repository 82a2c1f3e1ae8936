"""Quiet drawings of contours, projections and waves, for covers of pieces without a picture."""

import math
import random
from collections.abc import Callable
from functools import lru_cache

WIDTH, HEIGHT = 300, 200
RINGS = 9
CORNERS = 11
MERIDIANS = 6
WAVES = 15


@lru_cache(maxsize=500)
def cover_art(seed: object) -> str:
    """Return the path data of a drawing, determined by the seed."""
    chance = random.Random(str(seed))  # noqa: S311 - only for the look of a drawing
    return chance.choice(DRAWINGS)(chance)


def _contours(chance: random.Random) -> str:
    """Height lines around a summit, less and less like a circle the lower they are."""
    cx, cy = chance.uniform(80, 220), chance.uniform(60, 140)
    bumps = [(order, chance.uniform(0.04, 0.16), chance.uniform(0, math.tau)) for order in (2, 3, 5)]
    return "".join(_ring(cx, cy, 16 * (ring + 0.5), ring / RINGS, bumps) for ring in range(RINGS))


def _ring(cx: float, cy: float, radius: float, roughness: float, bumps: list[tuple[int, float, float]]) -> str:
    corners = []
    for corner in range(CORNERS):
        angle = math.tau * corner / CORNERS
        reach = radius * (
            1.1 + roughness * sum(size * math.sin(order * angle + turn) for order, size, turn in bumps) * 2
        )
        corners.append((cx + 1.25 * reach * math.cos(angle), cy + reach * math.sin(angle)))
    return _smooth(corners)


def _smooth(corners: list[tuple[float, float]]) -> str:
    """A closed curve through the middles of the sides, bent towards the corners."""
    pairs = list(zip(corners, corners[1:] + corners[:1], strict=True))
    middles = [((ax + bx) / 2, (ay + by) / 2) for (ax, ay), (bx, by) in pairs]
    start = middles[-1]
    curves = [f"Q{x:.0f} {y:.0f} {mx:.0f} {my:.0f}" for (x, y), (mx, my) in zip(corners, middles, strict=True)]
    return f"M{start[0]:.0f} {start[1]:.0f}{''.join(curves)}"


def _projection(chance: random.Random) -> str:
    """The net of a globe, seen from the side."""
    cx, cy, radius = chance.uniform(90, 210), chance.uniform(80, 120), chance.uniform(75, 120)
    tilt = chance.uniform(-35, 35)
    widths = [radius * math.sin(math.pi / 2 * step / MERIDIANS) for step in range(1, MERIDIANS + 1)]
    meridians = [_ellipse(cx, cy, width, radius, tilt) for width in widths]
    parallels = [_parallel(cx, cy, radius, math.radians(degrees), math.radians(tilt)) for degrees in range(-60, 61, 20)]
    return "".join(meridians + parallels)


def _ellipse(cx: float, cy: float, rx: float, ry: float, tilt: float) -> str:
    dx, dy = -ry * math.sin(math.radians(tilt)), ry * math.cos(math.radians(tilt))
    half = f"A{rx:.0f} {ry:.0f} {tilt:.0f} 0 1"
    return f"M{cx + dx:.0f} {cy + dy:.0f}{half} {cx - dx:.0f} {cy - dy:.0f}{half} {cx + dx:.0f} {cy + dy:.0f}"


def _parallel(cx: float, cy: float, radius: float, latitude: float, tilt: float) -> str:
    reach, rise = radius * math.cos(latitude), radius * math.sin(latitude)
    ends = [
        (
            side * reach * math.cos(tilt) - rise * math.sin(tilt),
            side * reach * math.sin(tilt) + rise * math.cos(tilt),
        )
        for side in (-1, 1)
    ]
    (ax, ay), (bx, by) = ends
    return f"M{cx + ax:.0f} {cy + ay:.0f}L{cx + bx:.0f} {cy + by:.0f}"


def _waves(chance: random.Random) -> str:
    """Lines of a swell that rises and dies away."""
    length, peak, turn = chance.uniform(70, 130), chance.uniform(18, 34), chance.uniform(0, 3)
    return "".join(
        _wave(line, length, peak * math.sin(math.pi * (line + turn) / (WAVES + turn))) for line in range(WAVES)
    )


def _wave(line: int, length: float, height: float) -> str:
    start = -length * (1 + line * 0.06)
    half = length / 2
    swings = f"t{half:.0f} 0" * (int((WIDTH - start) / half) + 1)
    return f"M{start:.0f} {line * HEIGHT / (WAVES - 1):.0f}q{half / 2:.0f} {-height:.0f} {half:.0f} 0{swings}"


DRAWINGS: list[Callable[[random.Random], str]] = [_contours, _projection, _waves]
