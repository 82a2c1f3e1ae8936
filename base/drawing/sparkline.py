"""Sparklines (E. Tufte): small lines beside a word; their shape matters, so each has its own scale."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 120, 24, 3


@dataclass(frozen=True)
class Sparkline:
    """A line through points, and where it ends, in a box of 120 by 24."""

    path: str
    end_x: str
    end_y: str


def sparkline(values: Sequence[int]) -> Sparkline:
    """Draw some numbers in their order; zero is the bottom. There must be one at least."""
    highest = max(*values, 1)
    step = (WIDTH - 2 * MARGIN) / max(1, len(values) - 1)
    ys = [f"{HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * value / highest:.3g}" for value in values]
    points = [f"{MARGIN + step * place:.4g} {y}" for place, y in enumerate(ys)]
    start = f"M{points[0]}" if len(points) > 1 else f"M{MARGIN} {ys[0]}"
    end_x = f"{MARGIN + step * max(1, len(values) - 1):.4g}"
    path = f"{start}L{'L'.join(points[1:])}" if len(points) > 1 else f"{start}H{end_x}"
    return Sparkline(path, end_x, ys[-1])
