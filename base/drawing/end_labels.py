"""Labels at the ends of a chart's lines, so that readers need not distinguish them by colour."""

from collections.abc import Sequence
from dataclasses import replace

from base.drawing.chart_shapes import PLOT_HEIGHT, PLOT_TOP, Chart, Dot, Label

LINE_HEIGHT = 13.0


def with_end_labels(chart: Chart, names: Sequence[str]) -> Chart:
    """Return a chart of lines with a short name, such as a letter, at the end of each."""
    ends = [_last_dot(chart, number) for number in range(len(names))]
    known = [(number, dot) for number, dot in enumerate(ends) if dot]
    ys = spread([float(dot.y) for _number, dot in known], PLOT_TOP, PLOT_TOP + PLOT_HEIGHT)
    labels = [
        Label(dot.x, f"{y + 4:.1f}", names[number], "value", dx="8") for (number, dot), y in zip(known, ys, strict=True)
    ]
    return replace(chart, labels=[*chart.labels, *labels])


def _last_dot(chart: Chart, series: int) -> Dot | None:
    return next((dot for dot in reversed(chart.dots) if dot.series == series), None)


def spread(ys: Sequence[float], low: float, high: float) -> list[float]:
    """Return places as near as can be to those given, with a line between any two, above the highest one at last."""
    order = sorted(range(len(ys)), key=lambda place: ys[place])
    placed = dict.fromkeys(order, 0.0)
    lowest = low
    for place in order:
        placed[place] = max(ys[place], lowest)
        lowest = placed[place] + LINE_HEIGHT
    highest = high
    for place in reversed(order):
        placed[place] = min(placed[place], highest)
        highest = placed[place] - LINE_HEIGHT
    return [placed[place] for place in range(len(ys))]
