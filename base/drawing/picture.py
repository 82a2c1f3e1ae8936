"""A line chart as a standalone picture: in pixels, not percentages, for programs without stylesheets."""

import re
from dataclasses import dataclass

from base.drawing.chart_shapes import PLOT_HEIGHT, PLOT_LEFT, PLOT_TOP, Chart, Label, Rule

POINT = re.compile(r"([ML])(-?[\d.]+) (-?[\d.]+)")
# Dark enough on white paper, and distinguishable by dashes in print.
COLOURS = ("#00686a", "#16181b", "#b5331b", "#493eb4")
LEGEND_LINE = 22
DASHES = ("", "8 4", "2 4", "12 4 2 4")


@dataclass(frozen=True)
class Stroke:
    """A line with its look and its name."""

    path: str
    name: str
    colour: str
    dash: str


@dataclass(frozen=True)
class Picture:
    """The context of the template of a picture."""

    width: int
    chart: Chart
    strokes: list[Stroke]
    rules: list[Rule]
    labels: list[Label]

    @property
    def legend(self) -> list[tuple[int, Stroke]]:
        """The named lines, each with its vertical position."""
        named = [stroke for stroke in self.strokes if stroke.name]
        return [(self.chart.height + 24 + LEGEND_LINE * place, stroke) for place, stroke in enumerate(named)]

    @property
    def height(self) -> int:
        """The height of the chart with its legend and a line below."""
        return self.chart.height + LEGEND_LINE * len(self.legend) + 48


def picture(chart: Chart, width: int) -> Picture:
    """Return a chart of up to four lines, at a width in pixels."""
    strokes = [
        Stroke(_path(line.path, width), chart.legend[place] if chart.legend else "", COLOURS[place], DASHES[place])
        for place, line in enumerate(chart.lines)
    ]
    rules = [Rule(pixels(one.x1, width), one.y1, pixels(one.x2, width), one.y2, one.role) for one in chart.rules]
    labels = [
        Label(f"{float(pixels(one.x, width)) + float(one.dx):g}", one.y, one.text, one.role, one.anchor)
        for one in chart.labels
    ]
    return Picture(width, chart, strokes, rules, labels)


def pixels(length: str, width: int) -> str:
    """Return a length in pixels."""
    return f"{float(length[:-1]) * width / 100:g}" if length.endswith("%") else length


def _path(path: str, width: int) -> str:
    left, across = PLOT_LEFT * width / 100, (100 - PLOT_LEFT) * width / 100
    return POINT.sub(
        lambda point: (
            f"{point[1]}{left + float(point[2]) / 100 * across:.1f} "
            f"{PLOT_TOP + float(point[3]) / 100 * PLOT_HEIGHT:.1f}"
        ),
        path,
    )
