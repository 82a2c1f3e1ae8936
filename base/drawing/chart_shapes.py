"""The shapes of a drawn chart, ready for a template."""

from collections.abc import Sequence
from dataclasses import dataclass

# The plot of an upright chart: pixels from the top, percent from the side.
PLOT_TOP, PLOT_HEIGHT, PLOT_LEFT = 14, 220, 12.0
NAMES = PLOT_TOP + PLOT_HEIGHT + 20
HEADING = NAMES + 24
HEIGHT = HEADING + 8


@dataclass(frozen=True)
class Bar:
    """A filled rectangle."""

    x: str
    y: str
    width: str
    height: str
    series: int


@dataclass(frozen=True)
class Label:
    """A word or a number at a place."""

    x: str
    y: str
    text: str
    role: str
    anchor: str = "start"
    dx: str = "0"


@dataclass(frozen=True)
class Rule:
    """A straight line across or down the plot."""

    x1: str
    y1: str
    x2: str
    y2: str
    role: str = "grid"


@dataclass(frozen=True)
class Line:
    """A line through points in a square of 100 by 100, in pieces where numbers are missing."""

    path: str
    series: int


@dataclass(frozen=True)
class Dot:
    """One point of a line."""

    x: str
    y: str
    series: int


@dataclass(frozen=True)
class Chart:
    """A finished drawing, ready for a template."""

    kind: str
    height: int
    summary: str
    legend: Sequence[str] = ()
    bars: Sequence[Bar] = ()
    labels: Sequence[Label] = ()
    rules: Sequence[Rule] = ()
    lines: Sequence[Line] = ()
    dots: Sequence[Dot] = ()
    plot_left: str = f"{PLOT_LEFT:g}%"
    plot_width: str = f"{100 - PLOT_LEFT:g}%"
    plot_top: int = PLOT_TOP
    plot_height: int = PLOT_HEIGHT
