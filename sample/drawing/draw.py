"""Draw the pictures of the sample magazine: contour lines, projections, waves and the like.

A picture depends only on its motif and seed, so two loads make the same magazine.
"""

import io
import math
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image

from sample.drawing.canvas import Canvas, Colour, Palette, Plate, Point, Surface
from sample.records import Picture


def draw(picture: Picture) -> bytes:
    """Return a finished picture as JPEG. Raise KeyError for an unknown motif."""
    canvas = Canvas(picture)
    MOTIFS[picture.motif](canvas)
    out = io.BytesIO()
    canvas.image.resize((canvas.width, canvas.height), Image.Resampling.BOX).save(out, "JPEG", quality=86)
    return out.getvalue()


def draw_on_page(page: Any, picture: Picture, corner: Point, size: Point, palette: Palette) -> None:
    """Draw a picture into a box of a PDF page, sharp at any size."""
    plate = Plate(page, f"{picture.motif}/{picture.seed}", corner, size, palette)
    page.saveState()
    outline = page.beginPath()
    outline.rect(*corner, *size)
    page.clipPath(outline, stroke=0)
    plate.area([(0, 0), (1, 0), (1, plate.aspect), (0, plate.aspect)], plate.ground)
    MOTIFS[picture.motif](plate)
    page.restoreState()


def _hills(canvas: Surface) -> Callable[[float, float], float]:
    chance = canvas.chance
    hills = [
        (
            chance.uniform(0, 1),
            chance.uniform(0, canvas.aspect),
            chance.uniform(0.12, 0.34),
            chance.uniform(-0.6, 1),
        )
        for _ in range(7)
    ]
    return lambda x, y: sum(h * math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * r * r)) for cx, cy, r, h in hills)


def _grid(canvas: Surface, step: float, field: Callable[[float, float], float]) -> list[list[float]]:
    rows = math.ceil(canvas.aspect / step) + 1
    return [[field(c * step, r * step) for c in range(math.ceil(1 / step) + 1)] for r in range(rows)]


def _crossings(level: float, corners: list[tuple[float, float, float]]) -> list[Point]:
    """Return where a contour crosses the sides of one cell (marching squares, after Lorensen and Cline 1987)."""
    found = []
    for (x1, y1, v1), (x2, y2, v2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (v1 < level) != (v2 < level):
            t = (level - v1) / (v2 - v1)
            found.append((x1 + (x2 - x1) * t, y1 + (y2 - y1) * t))
    return found


def _segments(values: list[list[float]], step: float, level: float) -> Iterator[list[Point]]:
    for r in range(len(values) - 1):
        upper, lower, y = values[r], values[r + 1], r * step
        for c in range(len(upper) - 1):
            a, b, d, e = upper[c], upper[c + 1], lower[c + 1], lower[c]
            if not (min(a, b, d, e) < level <= max(a, b, d, e)):
                continue
            x = c * step
            points = _crossings(level, [(x, y, a), (x + step, y, b), (x + step, y + step, d), (x, y + step, e)])
            yield from (points[i : i + 2] for i in range(0, len(points) - 1, 2))


def contours(canvas: Surface) -> None:
    """Contour lines of hills and hollows, one height drawn in the accent."""
    step = 1 / 110
    values = _grid(canvas, step, _hills(canvas))
    low, high = min(map(min, values)), max(map(max, values))
    marked = canvas.chance.randint(6, 11)
    for i in range(1, 17):
        colour = canvas.accent if i == marked else canvas.mixed(0.25 + 0.7 * i / 16)
        for segment in _segments(values, step, low + (high - low) * i / 17):
            canvas.line(segment, colour, 3.2 if i == marked else 1.5 if i % 4 else 2.4)


def projection(canvas: Surface) -> None:
    """A globe with its grid, seen from a chance direction (orthographic projection, Snyder 1987, p. 145)."""
    tilt, turn = canvas.chance.uniform(-0.9, 0.9), canvas.chance.uniform(0, math.pi)
    radius = 0.46 * min(1, canvas.aspect) * canvas.chance.uniform(1.0, 1.5)
    cx, cy = canvas.chance.uniform(0.4, 0.6), canvas.aspect * canvas.chance.uniform(0.42, 0.58)

    def seen(lat: float, lon: float) -> Point | None:
        front = math.sin(tilt) * math.sin(lat) + math.cos(tilt) * math.cos(lat) * math.cos(lon - turn)
        if front < 0:
            return None
        up = math.cos(tilt) * math.sin(lat) - math.sin(tilt) * math.cos(lat) * math.cos(lon - turn)
        return cx + radius * math.cos(lat) * math.sin(lon - turn), cy - radius * up

    marked = canvas.chance.randint(-4, 4)
    for k in range(-8, 9):
        parallel = [seen(k * math.pi / 18, t * math.pi / 45) for t in range(91)]
        _visible(canvas, parallel, canvas.accent if k == marked else canvas.mixed(0.8), 3.4 if k == marked else 1.5)
    for k in range(24):
        meridian = [seen(t * math.pi / 60, k * math.pi / 12) for t in range(-30, 31)]
        _visible(canvas, meridian, canvas.mixed(0.55), 1.5)
    rim = [(cx + radius * math.cos(t / 30), cy + radius * math.sin(t / 30)) for t in range(190)]
    canvas.line(rim, canvas.ink, 2.6)


def _visible(canvas: Surface, points: list[Point | None], colour: Colour, width: float) -> None:
    run: list[Point] = []
    for point in [*points, None]:
        if point:
            run.append(point)
        elif len(run) > 1:
            canvas.line(run, colour, width)
            run = []
        else:
            run = []


def waves(canvas: Surface) -> None:
    """Wave trains from two sources, drawn as ridges that hide what lies behind."""
    sources = [(canvas.chance.uniform(0.1, 0.9), canvas.chance.uniform(0, canvas.aspect)) for _ in range(3)]
    pitch, rows = canvas.chance.uniform(34, 60), round(46 * canvas.aspect) + 8
    marked = canvas.chance.randint(rows // 3, rows * 2 // 3)
    for r in range(-2, rows + 3):
        y = r * canvas.aspect / rows
        ridge = []
        for c in range(181):
            x = c / 180
            swell = sum(
                math.cos(pitch * math.hypot(x - sx, y - sy)) * math.exp(-2.2 * math.hypot(x - sx, y - sy))
                for sx, sy in sources
            )
            ridge.append((x, y - 0.028 * swell))
        canvas.area([*ridge, (1, canvas.aspect + 0.1), (0, canvas.aspect + 0.1)], canvas.ground)
        canvas.line(
            ridge,
            canvas.accent if r == marked else canvas.mixed(0.45 + 0.5 * r / rows),
            3 if r == marked else 1.8,
        )


def lattice(canvas: Surface) -> None:
    """A lattice of points, bent by a few weights."""
    step, weights = (
        1 / 26,
        [
            (
                canvas.chance.uniform(0.1, 0.9),
                canvas.chance.uniform(0.1, 0.9) * canvas.aspect,
                canvas.chance.uniform(-0.09, 0.14),
            )
            for _ in range(4)
        ],
    )

    def bent(x: float, y: float) -> Point:
        for wx, wy, force in weights:
            away = math.exp(-((x - wx) ** 2 + (y - wy) ** 2) / 0.05)
            x, y = x + (x - wx) * force * away * 6, y + (y - wy) * force * away * 6
        return x, y

    rows, columns = range(-3, math.ceil(canvas.aspect / step) + 4), range(-3, 30)
    for r in rows:
        canvas.line([bent(c * step / 4, r * step) for c in range(-12, 117)], canvas.mixed(0.35), 1.3)
    for c in columns:
        canvas.line([bent(c * step, r * step / 4) for r in range(-12, 4 * len(rows))], canvas.mixed(0.35), 1.3)
    for r in rows:
        for c in columns:
            loud = canvas.chance.random() < 0.05
            canvas.dot(bent(c * step, r * step), 0.0085 if loud else 0.0038, canvas.accent if loud else canvas.ink)


def orbits(canvas: Surface) -> None:
    """Ellipses around a shared focus, each with a body on its way."""
    cx, cy, turn = (
        canvas.chance.uniform(0.3, 0.7),
        canvas.aspect * canvas.chance.uniform(0.35, 0.65),
        canvas.chance.uniform(0, math.pi),
    )
    marked = canvas.chance.randint(3, 9)
    for k in range(1, 15):
        a, squeeze = 0.05 * k * canvas.chance.uniform(0.92, 1.08), canvas.chance.uniform(0.35, 0.62)
        lean = turn + canvas.chance.uniform(-0.16, 0.16)

        def on(t: float, a: float = a, squeeze: float = squeeze, lean: float = lean) -> Point:
            x, y = a * math.cos(t), a * squeeze * math.sin(t)
            return cx + x * math.cos(lean) - y * math.sin(lean), cy + x * math.sin(lean) + y * math.cos(lean)

        loud = k == marked
        canvas.line(
            [on(i * math.tau / 120) for i in range(122)],
            canvas.accent if loud else canvas.mixed(0.6),
            2.6 if loud else 1.5,
        )
        canvas.dot(
            on(canvas.chance.uniform(0, math.tau)),
            canvas.chance.uniform(0.004, 0.014),
            canvas.accent if loud else canvas.ink,
        )
    canvas.dot((cx, cy), 0.028, canvas.accent)


def strata(canvas: Surface) -> None:
    """Layers of rock, folded and faulted."""
    layers, fault = 11, canvas.chance.uniform(0.25, 0.75)
    throw, folds = (
        canvas.chance.uniform(0.03, 0.09),
        [
            (canvas.chance.uniform(2, 9), canvas.chance.uniform(0, 6), canvas.chance.uniform(0.01, 0.035))
            for _ in range(4)
        ],
    )
    marked = canvas.chance.randint(3, layers - 3)
    for k in range(layers):
        base = canvas.aspect * (k + 0.4) / layers
        top = [
            (
                x,
                base
                + (throw if x > fault + 0.15 * (base - 0.3) else 0)
                + sum(h * math.sin(f * x + p + k * 0.22) for f, p, h in folds),
            )
            for x in (i / 160 for i in range(161))
        ]
        colour = canvas.accent if k == marked else canvas.mixed(0.12 + 0.78 * ((k * 5) % layers) / layers)
        canvas.area([*top, (1, canvas.aspect + 0.2), (0, canvas.aspect + 0.2)], colour)
        canvas.line(top, canvas.ground, 2.2)


def mesh(canvas: Surface) -> None:
    """A landscape of triangles in perspective."""
    field, marked = _hills(canvas), canvas.chance.randint(8, 22)

    def seen(x: float, z: float) -> Point:
        depth = 0.35 + z * 1.5
        return 0.5 + (x - 0.5) / depth, canvas.aspect * 0.3 + (
            0.32 - 0.26 * field(x, z * canvas.aspect)
        ) * canvas.aspect / depth * 0.9

    for j in range(34, -1, -1):
        z, nearer = (j / 34) ** 1.4, (max(j - 1, 0) / 34) ** 1.4
        row = [seen(i / 24 - 0.5, z) for i in range(49)]
        canvas.area([*row, (1.2, canvas.aspect * 1.3), (-0.2, canvas.aspect * 1.3)], canvas.ground)
        colour = canvas.accent if j == marked else canvas.mixed(0.9 - 0.6 * j / 34)
        canvas.line(row, colour, 2.8 if j == marked else 1.6)
        for i in range(49):
            canvas.line([row[i], seen((i + j % 2) / 24 - 0.5, nearer)], canvas.mixed(0.7 - 0.5 * j / 34), 1.2)


def spectrum(canvas: Surface) -> None:
    """Emission lines of an element nobody has found."""
    for i in range(130):
        share = i / 130
        canvas.area(
            [(share, 0), (share + 0.008, 0), (share + 0.008, canvas.aspect), (share, canvas.aspect)],
            canvas.mixed(0.28 * math.sin(share * math.pi)),
        )
    for _ in range(46):
        x, width, strength = (
            canvas.chance.random(),
            canvas.chance.expovariate(220),
            canvas.chance.uniform(0.35, 1),
        )
        colour = canvas.accent if canvas.chance.random() < 0.14 else canvas.mixed(strength)
        top = canvas.aspect * canvas.chance.choice((0, 0, 0, 0.18, 0.5))
        canvas.area([(x, top), (x + width, top), (x + width, canvas.aspect), (x, canvas.aspect)], colour)
    level = canvas.aspect * 0.82
    canvas.line([(0, level), (1, level)], canvas.ground, 5)
    for tick in range(51):
        canvas.line([(tick / 50, level), (tick / 50, level + (0.03 if tick % 5 == 0 else 0.016))], canvas.ground, 3)


MOTIFS: dict[str, Callable[[Surface], None]] = {
    motif.__name__: motif for motif in (contours, projection, waves, lattice, orbits, strata, mesh, spectrum)
}
