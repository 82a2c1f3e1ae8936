"""The index entry of a document, and the interface of an index."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from search.indexing.expressions import Expression

# An exact count reads every match. Above this number, every n-th match is read.
COUNTED = 1000
# The best are chosen from this number of the newest, and as many of the newest with a word in the heading.
RANKED = 400
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
    """The number of matches, the number per facet, and whether these are estimates."""

    total: int
    facets: Counter[str]
    is_estimated: bool

    @classmethod
    def nothing(cls) -> "Found":
        """Return the result of a search without matches."""
        return cls(0, Counter(), False)


class Index(Protocol):
    """The index of one database. Expressions are those of `expressions`."""

    def write(self, entries: Collection[Entry]) -> None:
        """Write entries, replacing those of the same documents."""

    def delete(self, documents: Collection[int]) -> None:
        """Delete documents from the index."""

    def clear(self) -> None:
        """Delete all documents from the index."""

    def reading(self) -> AbstractContextManager[None]:
        """Prepare the database once for all queries within."""

    def count(self, expression: Expression) -> int:
        """Return the number of matches."""

    def measure(self, expression: Expression) -> Found:
        """Return the number of matches, and of their facets."""

    def best(self, expression: Expression, total: int) -> list[tuple[int, float]]:
        """Return the keys of the best matches with their scores; higher is better."""

    def newest(self, expression: Expression, start: int, stop: int) -> list[int]:
        """Return keys sorted by date, newest first."""


def counted(total: int, keys: str, step: int) -> Found:
    """Count the keys of the facets of a sample of documents, each of which stands for `step` matches."""
    facets = Counter(keys.split())
    if step > 1:
        facets = Counter({key: count * step for key, count in facets.items()})
    return Found(total, facets, step > 1)


def best_scores(scores: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return the keys with the highest scores, best first; of equals, the newest."""
    return sorted(scores, key=lambda pair: (-pair[1], -pair[0]))[:BEST]


def step_for(total: int) -> int:
    """Return the number of matches that each document of the sample stands for."""
    return max(1, -(-total // COUNTED))
