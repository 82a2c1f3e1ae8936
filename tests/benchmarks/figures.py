"""Figures, and the table of them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """One figure; `of_file` is the ratio to the same bytes that nginx serves as a plain file."""

    articles: int
    name: str
    value: float
    unit: str
    of_file: float | None = None
    wanted: str = ""

    @property
    def line(self) -> str:
        """The figure on one line."""
        value = f"{self.value:,.0f}" if self.value >= 100 else f"{self.value:.1f}"
        ratio = f"{self.of_file:.2f}" if self.of_file is not None else ""
        return f"{self.articles:>7,} {self.name:<44} {value:>9} {self.unit:<9} {ratio:>5}  {self.wanted}"


HEAD = f"{'article':>7} {'what':<44} {'figure':>9} {'':<9} {'file':>5}  wanted"


def say_table(figures: Sequence[Figure], say: Callable[[str], object]) -> None:
    """Print all figures, the sizes of a figure one below the other."""
    order = {name: place for place, name in enumerate(dict.fromkeys(figure.name for figure in figures))}
    say(f"\n{HEAD}")
    for figure in sorted(figures, key=lambda figure: (order[figure.name], figure.articles)):
        say(figure.line)
