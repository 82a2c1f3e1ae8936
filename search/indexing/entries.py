"""What is written into the index of a database for one document, and what an index can do."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from search.indexing.expressions import Expression

# An exact count reads every document that was found. Of more than these, every n-th one is looked at.
COUNTED = 1500
# The best are looked for among this many of the newest, and as many of the newest with a word in the heading.
RANKED = 600
BEST = 60


@dataclass(frozen=True)
class Entry:
    """The words of a document by field."""

    document: int
    title: Sequence[str]
    names: Sequence[str]
    trends: Sequence[str]
    summary: Sequence[str]
    text: Sequence[str]
    exact: Sequence[str]
    forms: Sequence[str]
    facets: Sequence[str]


class Found(NamedTuple):
    """How much there is, how often with which facet, and whether that was estimated."""

    total: int
    facets: Counter[str]
    is_estimated: bool

    @classmethod
    def nothing(cls) -> "Found":
        """Return that nothing was found."""
        return cls(0, Counter(), False)


class Index(Protocol):
    """The index of one database. An expression has to come from `expressions`."""

    def write(self, entries: Collection[Entry]) -> None:
        """Write entries; those of the same documents are replaced."""

    def delete(self, documents: Collection[int]) -> None:
        """Forget documents."""

    def clear(self) -> None:
        """Forget everything."""

    def count(self, expression: Expression) -> int:
        """Return how many documents match."""

    def measure(self, expression: Expression) -> Found:
        """Return how many documents match, and the facets that they carry."""

    def best(self, expression: Expression, total: int) -> list[tuple[int, float]]:
        """Return the keys of the best matches, with how good each is; the higher, the better."""

    def newest(self, expression: Expression, start: int, stop: int) -> list[int]:
        """Return keys in the order of dates, the newest first."""


def counted(total: int, rows: Sequence[str], step: int) -> Found:
    """Count the facets of some documents; each stands for `step` that were found."""
    facets = Counter(" ".join(rows).split())
    if step > 1:
        facets = Counter({key: count * step for key, count in facets.items()})
    return Found(total, facets, step > 1)


def step_for(total: int) -> int:
    """Return how many documents each one that is looked at stands for."""
    return max(1, -(-total // COUNTED))
