"""Charts, computed from plain rows: the positions of all bars, lines and labels.

Widths are percentages and heights are pixels, so that a drawing fills its column while its text
keeps its size.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from base.drawing.chart_shapes import (
    HEADING,
    HEIGHT,
    NAMES,
    PLOT_HEIGHT,
    PLOT_LEFT,
    PLOT_TOP,
    Bar,
    Chart,
    Dot,
    Label,
    Line,
    Rule,
)
from base.drawing.positions import positions

Cell = str | int | float | None

VALUE_ROOM = 16.0
LABEL_LINE, ROW_GAP = 20, 12
# Roughly the characters of a label that fit across the plot on a phone, and the percentage that each takes.
CHARACTERS_ACROSS = 40
CHARACTER = (100 - PLOT_LEFT) / CHARACTERS_ACROSS
BESIDE = 2.0  # The percentage by which a name may stick out: drawings are not clipped, and pages have margins.
LONGEST_LABEL = 22
MOST_LABELS = 8


@dataclass(frozen=True)
class Series:
    """One column of numbers and its name."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Data:
    """The data of a chart."""

    labels: Sequence[str]
    series: Sequence[Series]
    heading: str = ""

    @property
    def numbers(self) -> list[float]:
        """Every number there is."""
        return [value for series in self.series for value in series.values if value is not None]


def chart(kind: str, rows: Sequence[Sequence[Cell]], unit: str = "") -> Chart | None:
    """Return the chart of rows, of which the first has the headings, or None if there is nothing to draw."""
    data = read(rows)
    draw = {"bar": _lying_bars, "column": _columns, "line": _lines}.get(kind)
    return draw(data, unit) if draw and data.numbers else None


def read(rows: Sequence[Sequence[Cell]]) -> Data:
    """Take the first column as names and every column of numbers as a series."""
    headings, *body = rows
    columns = list(zip(*rows[1:] or [[None] * len(headings)], strict=True))[1:]
    series = [
        Series(str(heading or ""), column)
        for heading, column in zip(headings[1:], columns, strict=True)
        if _is_numeric(column)
    ]
    return Data([figure(row[0]) for row in body], series, figure(headings[0]) if headings else "")


def _is_numeric(column: Sequence[Cell]) -> bool:
    known = [value for value in column if value is not None]
    return bool(known) and all(isinstance(value, int | float) and math.isfinite(value) for value in known)


def figure(value: Cell, *, grouped: bool = False) -> str:
    """Write a cell as people read it: no “.0”, a true minus sign, thousands apart where they count."""
    if value is None or isinstance(value, str):
        return value or ""
    text = f"{value:,.10g}" if grouped else f"{value:.10g}"
    return text.replace("-", "−")


def with_unit(value: float, unit: str) -> str:
    """Return a number as text, with its unit if that has one or two characters, such as % or €."""
    return f"{figure(value, grouped=True)}{unit if len(unit) <= 2 else ''}"


def ticks(low: float, high: float, wanted: int = 5, *, least: float = 0) -> list[float]:
    """Return round numbers from below the lowest to above the highest value, at least so far apart."""
    step = max(least, _round_step((high - low or abs(high) or 1) / wanted))
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(number * step, 10) for number in range(first, max(last, first + 1) + 1)]


def _scale_of(data: Data, *zero: float) -> list[float]:
    """Return the ticks of an axis; they are whole numbers if all values are."""
    numbers = [*data.numbers, *zero]
    return ticks(min(numbers), max(numbers), least=all(float(number).is_integer() for number in numbers))


def _round_step(rough: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= rough * (1 - 1e-9))


def summary(data: Data, unit: str) -> str:
    """Describe each series in a sentence, for readers who do not see the chart."""
    return " ".join(_sentence(series, data.labels, unit) for series in data.series)


def _sentence(series: Series, labels: Sequence[str], unit: str) -> str:
    known = [(value, label) for value, label in zip(series.values, labels, strict=True) if value is not None]
    (low, low_at), (high, high_at) = min(known), max(known)
    words = f" {unit}" if len(unit) > 2 else ""
    least, most = f"{with_unit(low, unit)} ({low_at})", f"{with_unit(high, unit)} ({high_at})"
    return f"{series.name}: from {least} to {most}{words}."


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def _pixels(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _legend(data: Data) -> list[str]:
    return [series.name for series in data.series] if len(data.series) > 1 else []


def _lying_bars(data: Data, unit: str) -> Chart:
    """Each row is a name with its bars under it, so that a name may be as long as it likes."""
    low, high = min(0, *data.numbers, 0), max(0, *data.numbers, 0)
    left = VALUE_ROOM if low < 0 else 0.0
    scale = (100 - left - VALUE_ROOM) / (high - low or 1)
    zero = left - low * scale
    thick = 18 if len(data.series) == 1 else 14
    bars, labels, y = [], [], 0
    for row, name in enumerate(data.labels):
        labels.append(Label("0", _pixels(y + 14), name, "name"))
        y += LABEL_LINE
        for number, series in enumerate(data.series):
            value = series.values[row]
            if value is not None:
                start, end = sorted((zero, zero + value * scale))
                bars.append(Bar(_percent(start), _pixels(y), _percent(end - start), _pixels(thick - 2), number))
                labels.append(_value_label(value, start, end, y + thick / 2 + 3.5, unit))
            y += thick
        y += ROW_GAP
    axis = [Rule(_percent(zero), "0", _percent(zero), _pixels(y - ROW_GAP), "zero")] if low < 0 else []
    return Chart("bar", y, summary(data, unit), _legend(data), bars, labels, axis)


def _value_label(value: float, start: float, end: float, y: float, unit: str) -> Label:
    if value < 0:
        return Label(_percent(start), _pixels(y), with_unit(value, unit), "value", "end", dx="-6")
    return Label(_percent(end), _pixels(y), with_unit(value, unit), "value", dx="6")


@dataclass(frozen=True)
class _Plot:
    """An upright plot: its scale, its grid and its names below."""

    data: Data
    unit: str
    steps: Sequence[float]

    def y(self, value: float) -> float:
        low, high = self.steps[0], self.steps[-1]
        return PLOT_TOP + PLOT_HEIGHT * (high - value) / (high - low)

    def grid(self) -> Iterator[Rule]:
        for step in self.steps:
            y = _pixels(self.y(step))
            yield Rule(_percent(PLOT_LEFT), y, "100%", y, "zero" if step == 0 else "grid")

    def scale(self) -> Iterator[Label]:
        for step in self.steps:
            yield Label("0", _pixels(self.y(step) + 4), with_unit(step, self.unit), "tick")

    def names(self, places: Sequence[float]) -> list[Label]:
        """The labels under the plot, as many as fit."""
        gap = (places[-1] - places[0]) / _names_that_fit(self.data.labels)
        shown, last, end = [], -math.inf, -math.inf
        for x, name in zip(places, map(_cut, self.data.labels), strict=True):
            if x - last >= gap and _start(x, name) >= end:
                shown.append(Label(_percent(x), _pixels(NAMES), name, "name", _anchor(x, name)))
                last, end = x, _start(x, name) + len(name) * CHARACTER
        heading = Label(_percent((PLOT_LEFT + 100) / 2), _pixels(HEADING), self.data.heading, "axis", "middle")
        return [*shown, heading] if self.data.heading else shown


def _names_that_fit(names: Sequence[str]) -> int:
    longest = min(LONGEST_LABEL, max(len(name) for name in names))
    return max(2, min(MOST_LABELS, CHARACTERS_ACROSS // (longest + 1)))


def _anchor(x: float, name: str) -> str:
    """Names that would pass the edges grow inwards; others do not, so that they stay clear of their neighbours."""
    half = len(name) * CHARACTER / 2
    if x < half:
        return "start"
    return "end" if x + half > 100 + BESIDE else "middle"


def _start(x: float, name: str) -> float:
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}[_anchor(x, name)]
    return x - before * len(name) * CHARACTER


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"


def _columns(data: Data, unit: str) -> Chart:
    """Columns on zero, those of one row side by side; drawn as horizontal bars if their names are too long."""
    if len(data.labels) <= MOST_LABELS and _names_that_fit(data.labels) < len(data.labels):
        return _lying_bars(data, unit)
    plot = _Plot(data, unit, _scale_of(data, 0))
    room = (100 - PLOT_LEFT) / len(data.labels)
    width = room * 0.72 / len(data.series)
    bars = []
    for number, series in enumerate(data.series):
        for row, value in enumerate(series.values):
            if value is not None:
                top, bottom = sorted((plot.y(value), plot.y(0)))
                x = PLOT_LEFT + room * (row + 0.14) + width * number
                bars.append(Bar(_percent(x), _pixels(top), _percent(width * 0.94), _pixels(bottom - top), number))
    names = plot.names([PLOT_LEFT + room * (row + 0.5) for row in range(len(data.labels))])
    return Chart("column", HEIGHT, summary(data, unit), _legend(data), bars, [*plot.scale(), *names], list(plot.grid()))


def _lines(data: Data, unit: str) -> Chart:
    """One line for each series over the rows in their order."""
    plot = _Plot(data, unit, _scale_of(data))
    margin = 4.0
    across = [margin + (100 - 2 * margin) * place for place in positions(data.labels)]
    lines = [Line(_path(series, across, plot), number) for number, series in enumerate(data.series)]
    places = [PLOT_LEFT + x * (100 - PLOT_LEFT) / 100 for x in across]
    dots = [
        Dot(_percent(places[row]), _pixels(plot.y(value)), number)
        for number, series in enumerate(data.series)
        for row, value in enumerate(series.values)
        if value is not None
    ]
    labels = [*plot.scale(), *plot.names(places)]
    return Chart("line", HEIGHT, summary(data, unit), _legend(data), (), labels, list(plot.grid()), lines, dots)


def _path(series: Series, across: Sequence[float], plot: _Plot) -> str:
    path, pen_down = [], False
    for x, value in zip(across, series.values, strict=True):
        if value is not None:
            y = (plot.y(value) - PLOT_TOP) / PLOT_HEIGHT * 100
            path.append(f"{'L' if pen_down else 'M'}{x:.2f} {y:.2f}")
        pen_down = value is not None
    return "".join(path)
