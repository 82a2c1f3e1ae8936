"""Find what matches a query, as far as the reader may find it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import comb

from search.finding import ranking
from search.finding.clauses import Clause, clauses_of, needed
from search.finding.query import Query, Word, parse_query
from search.finding.spelling import corrections
from search.indexing.database import current_index
from search.indexing.entries import BEST, Found
from search.indexing.expressions import (
    FOR_READERS,
    NOT_FOR_READERS,
    Expression,
    Token,
    Without,
    every,
    facet,
    some,
)
from search.indexing.records import registry

# Below this number of matches, documents that lack one word are shown, too.
FEW = 3
NOTHING_NEEDED = 3  # at least this many clauses, of which one may be missing


@dataclass(frozen=True)
class Scope:
    """The documents that are searched: all that the reader may find, narrowed by facets."""

    reads_all: bool = False
    facets: tuple[int, ...] = ()

    def limit(self, *expressions: Expression, excluded: Iterable[Expression] = ()) -> Expression:
        """Return the expression for matches in this scope."""
        hidden = Token(NOT_FOR_READERS if self.reads_all else FOR_READERS)
        narrowed = every(*expressions, *map(facet, self.facets))
        return Without(narrowed, some(hidden, *excluded))

    @property
    def whole(self) -> "Scope":
        """The same scope without facets."""
        return replace(self, facets=())


@dataclass(frozen=True)
class Results:
    """The results, and the query that they are for."""

    query: Query
    scope: Scope
    found: Found
    expression: Expression | None = None
    clauses: Sequence[Clause] = ()
    corrected: str = ""  # the query that was used instead of the one typed
    is_loosened: bool = False  # some results lack a word
    beyond_facets: int = 0  # the number of results without the facets
    _first: dict[str, list[int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The number of results."""
        return self.found.total

    @property
    def stems(self) -> set[str]:
        """The stems to highlight."""
        return self.query.stems | {stem for clause in self.clauses for text in clause.meanings for stem in text.split()}

    def best(self, start: int, stop: int) -> list[int]:
        """Return keys of documents, the best match first; those after the best few hundred are sorted by date."""
        if self.expression is None:
            return []
        if not self.query:
            return self.newest(start, stop)
        if "best" not in self._first:
            self._first["best"] = self._ranked()
        ranked = self._first["best"]
        if stop <= len(ranked) or len(ranked) >= self.total:
            return ranked[start:stop]
        newest = current_index().newest(self.expression, 0, stop + len(ranked))
        return ranking.best_first(ranked, newest)[start:stop]

    def _ranked(self) -> list[int]:
        assert self.expression is not None  # noqa: S101 - for mypy; best() has checked
        ranked = current_index().best(self.expression, self.total)
        profiles = {source.kind for source in registry.sources.values() if source.is_profile}
        return ranking.in_order(ranking.candidates(ranked), self.query, self.clauses, profiles=profiles)[:BEST]

    def newest(self, start: int, stop: int) -> list[int]:
        """Return keys of documents, newest first."""
        return current_index().newest(self.expression, start, stop) if self.expression else []


def find(query: Query, scope: Scope) -> Results:
    """Find documents with all words of a query; failing that, of its likely correction, or with most of the words."""
    clauses = clauses_of(query)
    results = _matching(query, clauses, needed(clauses), scope)
    if results is None or results.total > FEW or not query:
        return results or Results(query, scope, Found.nothing())
    if results.total:
        return _with_all_but_one(results)
    if scope.facets and (beyond := find(query, scope.whole).total):
        return replace(results, beyond_facets=beyond)
    return _otherwise(results)


def _matching(query: Query, clauses: Sequence[Clause], required: Sequence[Clause], scope: Scope) -> Results | None:
    parts = [clause.expression for clause in required]
    if not parts and not scope.facets:
        return None
    expression = scope.limit(*parts, excluded=query.excluded)
    return Results(query, scope, current_index().measure(expression), expression, clauses)


def _with_all_but_one(results: Results) -> Results:
    required = needed(results.clauses)
    if len(required) < _least(results) or results.scope.facets:
        return results
    return _loosened(results, len(required) - 1) or results


def _least(results: Results) -> int:
    """Return the minimum number of clauses: one of two may be missing only if the other is a name, or was mistyped."""
    is_told = bool(results.corrected) or any(clause.facets for clause in results.clauses)
    return 2 if is_told else NOTHING_NEEDED


def _otherwise(results: Results) -> Results:
    """Return the results for corrected words, or for as many of the words as possible."""
    corrected = _corrected(results)
    if corrected is not None and corrected.total:
        return corrected if corrected.total > FEW else _with_all_but_one(corrected)
    results = results if corrected is None else corrected
    for number in range(len(needed(results.clauses)) - 1, 0, -1):
        if loosened := _loosened(results, number):
            return loosened
    return results


def _corrected(results: Results) -> Results | None:
    """Return the results if words without results are replaced by likely corrections."""
    scope, words = results.scope.whole, []
    is_alone, is_changed = len(results.query.words) == 1, False

    def count(word: Word) -> int:
        return _count(word, scope)

    for word in results.query.words:
        instead = [] if _count(word, scope) else corrections(word, count, is_alone=is_alone)
        is_changed = is_changed or bool(instead)
        words += instead or [word]
    if not is_changed:
        return None
    query = replace(results.query, typed=_typed(results.query, words), words=tuple(words))
    clauses = clauses_of(query)
    return replace(_matching(query, clauses, needed(clauses), results.scope) or results, corrected=query.typed)


def _count(word: Word, scope: Scope) -> int:
    return current_index().count(scope.limit(word.expression))


def _typed(query: Query, words: Sequence[Word]) -> str:
    """Return the query as text with other words; its phrases and exclusions stay."""
    old, new = query.words, [word.typed for word in words]
    if len(old) == len(new):
        typed = query.typed
        for before, after in zip(old, new, strict=True):
            typed = typed.replace(before.typed, after, 1)
        return typed
    return " ".join(new)


def _loosened(results: Results, number: int) -> Results | None:
    """Return the matches of this number of clauses, if there are more of them."""
    required = needed(results.clauses)
    # 24 words have millions of groups of twelve; the numbers in between add nothing over leaving out one word.
    if number < 1 or number >= len(required) or comb(len(required), number) > len(required):
        return None
    parts = [clause.expression for clause in required]
    one_of = some(*(every(*group) for group in combinations(parts, number)))
    expression = results.scope.limit(one_of, excluded=results.query.excluded)
    found = current_index().measure(expression)
    if found.total <= results.total:
        return None
    return replace(results, found=found, expression=expression, is_loosened=True)


def find_typed(typed: str, scope: Scope) -> Results:
    """Find what matches the typed text."""
    return find(parse_query(typed), scope)
