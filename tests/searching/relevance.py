"""The quality of the search: its results for typical queries in the sample magazine."""

import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from search.finding.find import Scope, find_typed
from search.models import SearchText

QUERIES = Path(__file__).with_suffix(".toml")
RESULTS = 10
BEST, GOOD = 3.0, 1.0


@dataclass(frozen=True)
class Answer:
    """The titles found by a query, and those that it should find, best first."""

    query: str
    found: list[str]
    wanted: list[str]

    @property
    def gain(self) -> float:
        """The normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen, 2002)."""
        gains = [self._gain(title) for title in self.found]
        return discounted(gains) / discounted([BEST, *[GOOD] * (len(self.wanted) - 1)])

    def _gain(self, title: str) -> float:
        if title not in self.wanted:
            return 0
        return BEST if title == self.wanted[0] else GOOD

    @property
    def is_right(self) -> bool:
        """Return whether the best title is among the first three."""
        return self.wanted[0] in self.found[:3]


def discounted(gains: list[float]) -> float:
    """Return the discounted sum, in which later gains count less."""
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def answers() -> Iterator[Answer]:
    """Run every query as a reader who may read everything."""
    for queries in tomllib.loads(QUERIES.read_text()).values():
        for query, wanted in queries.items():
            keys = find_typed(query, Scope(reads_all=True)).best(0, RESULTS)
            titles = dict(SearchText.objects.filter(pk__in=keys).values_list("pk", "title"))
            yield Answer(query, [titles[key] for key in keys], wanted)


@dataclass(frozen=True)
class Score:
    """The aggregate of all answers."""

    queries: int
    gain: float
    right: float
    empty: int

    @property
    def line(self) -> str:
        """The score for output and comparison."""
        return (
            f"{self.queries} queries, nDCG@10 {self.gain:.3f}, first three {self.right:.3f}, nothing for {self.empty}"
        )

    @property
    def is_good(self) -> bool:
        """Return whether it reaches the target."""
        return self.gain >= 0.9 and self.right >= 0.95 and self.empty == 0


def score(given: list[Answer]) -> Score:
    """Return the score of all answers."""
    count = len(given)
    return Score(
        count,
        sum(answer.gain for answer in given) / count,
        sum(answer.is_right for answer in given) / count,
        sum(not answer.found for answer in given),
    )
