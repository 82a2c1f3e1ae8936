"""The index in PostgreSQL: two columns of the type tsvector beside each document, made of our words.

https://www.postgresql.org/docs/current/datatype-textsearch.html
`heading` is short and lies in its row, so thousands can be ranked. `whole` lies apart and is unpacked for the best.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from itertools import pairwise
from typing import Any
from zlib import crc32

from django.db import connection, transaction

from search.indexing.entries import BEST, RANKED, Entry, Found, best_scores, counted, step_for
from search.indexing.expressions import PAIR, Adjacent, Every, Expression, Some, Token, Without, some, sought

# Fields, and the weight of each: ts_rank knows four.
HEADING = (("title", "A"), ("exact", "A"), ("names", "B"), ("trends", "C"), ("facets", "C"), ("summary", "D"))
REST = (("text", "D"), ("forms", "D"))
WEIGHTS = [0.3, 0.5, 0.8, 1.0]  # of D, C, B and A
TEXT_WEIGHTS = [0.1, 0.1, 0.1, 0.1]
# A phrase does not run from one field into the next.
BETWEEN_FIELDS = 5
LAST_POSITION = 16_383

WRITE = "UPDATE search_searchdocument SET heading = %s::tsvector, whole = %s::tsvector WHERE id = %s"
COUNT = "SELECT count(*) FROM search_searchdocument WHERE whole @@ %s::tsquery"
FACETS = "SELECT string_agg(facets, ' ') FROM search_searchdocument WHERE whole @@ %s::tsquery AND id %% %s = 0"
# OFFSET 0 has PostgreSQL find everything by the index of words before it sorts, and not try row after row. What an
# index cannot tell for certain, whether words stand side by side, is looked up only for as many rows as are wanted.
# `id + 0` keeps it from walking along the primary key, and unpacking the words of all documents that do not match.
NEWEST = """
    SELECT id FROM (
        SELECT id FROM search_searchdocument WHERE whole @@ %s::tsquery
        ORDER BY date DESC NULLS LAST, id DESC OFFSET 0
    ) AS found
    WHERE {certain} LIMIT %s OFFSET %s
"""
LATEST = """
    SELECT id FROM (
        SELECT id FROM search_searchdocument WHERE {column} @@ %s::tsquery ORDER BY id + 0 DESC OFFSET 0
    ) AS found
    WHERE {certain} LIMIT %s
"""
HAS_PHRASES = "(SELECT whole @@ %s::tsquery FROM search_searchdocument AS document WHERE document.id = found.id)"
# The text counts for those with the best headings only: it has to be unpacked.
RANK = """
    SELECT id, rank + ts_rank(%s::real[], whole, %s::tsquery) FROM (
        SELECT id, whole, ts_rank(%s::real[], heading, %s::tsquery) AS rank FROM search_searchdocument
        WHERE id = ANY(%s) ORDER BY rank DESC, id DESC LIMIT %s
    ) AS first
"""
PAIRS = 1 << 18


def tsquery(expression: Expression) -> str:
    """Return an expression in the language of tsquery; tokens hold letters, digits, `=` and `_` only."""
    return _written(expression, lambda texts: f"{_all_pairs(texts)} & ({' <-> '.join(map(_quoted, texts))})")


def tsquery_of_pairs(expression: Expression) -> str:
    """Return an expression that the index answers alone: for phrases, that all their pairs of words are there.

    A document in a few thousands has a pair with the same number, so it is good for a search, not for an answer.
    """
    return _written(expression, _all_pairs)


def _written(expression: Expression, phrase: Callable[[Sequence[str]], str]) -> str:
    match expression:
        case Token(text, is_prefix):
            return f"'{text}':*" if is_prefix else f"'{text}'"
        case Adjacent(texts):
            return f"({phrase(texts)})"
        case Every(parts):
            return f"({' & '.join(_written(part, phrase) for part in parts)})"
        case Some(parts):
            return f"({' | '.join(_written(part, phrase) for part in parts)})"
        case Without(found, excluded):
            return f"({_written(found, phrase)} & !{tsquery(excluded)})"


def _quoted(token: str) -> str:
    return f"'{token}'"


def _all_pairs(texts: Sequence[str]) -> str:
    return " & ".join(map(_quoted, pairs(texts)))


def pairs(words: Sequence[str]) -> Iterator[str]:
    """Yield a token for each word with its next one: one of so few numbers that the index stays small."""
    for first, second in pairwise(words):
        yield f"{PAIR}{crc32(f'{first} {second}'.encode()) % PAIRS:x}"


def tsvector(fields: Iterable[tuple[Sequence[str], str]]) -> str:
    """Return words with their places and weights, as PostgreSQL reads a tsvector."""
    places: dict[str, list[str]] = defaultdict(list)
    before, beside = 0, set()
    for words, weight in fields:
        for place, word in enumerate(words, before + 1):
            places[word].append(f"{min(place, LAST_POSITION)}{weight}")
        before += len(words) + BETWEEN_FIELDS
        beside |= set(pairs(words))
    return " ".join([*(f"'{word}':{','.join(found[:255])}" for word, found in places.items()), *map(_quoted, beside)])


_is_reading: ContextVar[bool] = ContextVar("is_reading", default=False)


@contextmanager
def _without_sequential_scans() -> Iterator[None]:
    """Have PostgreSQL use its indexes, which it avoids for words that occur in many documents.

    Its estimates ignore that a vector stored outside of its table must be fetched and decompressed for that. Nested
    use costs nothing.
    """
    if _is_reading.get():
        yield
        return
    token = _is_reading.set(True)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            yield
            cursor.execute("SET LOCAL enable_seqscan = on")
    finally:
        _is_reading.reset(token)


def _rows(sql: str, *parameters: Any) -> list[Any]:
    with _without_sequential_scans(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


class PostgreSQLIndex:
    """The columns `heading` and `whole` of the documents."""

    def write(self, entries: Collection[Entry]) -> None:
        """Write entries, replacing those of the same documents."""
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, [_vectors(entry) for entry in entries])

    def delete(self, documents: Collection[int]) -> None:
        """Forget documents: the columns go with their rows."""

    def clear(self) -> None:
        """Forget everything: the columns go with their rows."""

    def reading(self) -> AbstractContextManager[None]:
        """Run the queries within in one transaction, without sequential scans."""
        return _without_sequential_scans()

    def count(self, expression: Expression) -> int:
        """Return the number of matches."""
        return int(_rows(COUNT, tsquery(expression))[0][0])

    def measure(self, expression: Expression) -> Found:
        """Return the number of matches, and of their facets; of phrases in many, an estimate."""
        asked = tsquery_of_pairs(expression)
        total = int(_rows(COUNT, asked)[0][0])
        if step_for(total) == 1 and _has_phrases(expression):
            asked, total = tsquery(expression), self.count(expression)
        step = step_for(total)
        facets = _rows(FACETS, asked, step)[0][0] if total else None
        return counted(total, facets or "", step)

    def best(self, expression: Expression, total: int) -> list[tuple[int, float]]:
        """Return the keys of the best matches with their scores; higher is better."""
        words = tsquery(some(*sought(expression)))
        found = _found(LATEST, expression, RANKED, column="whole")
        if total > RANKED:
            found = list({*found, *_found(LATEST, expression, RANKED, column="heading")})
        return best_scores(_rows(RANK, TEXT_WEIGHTS, words, WEIGHTS, words, found, BEST))

    def newest(self, expression: Expression, start: int, stop: int) -> list[int]:
        """Return keys sorted by date, newest first."""
        return _found(NEWEST, expression, stop - start, start)


def _found(sql: str, expression: Expression, *limits: int, **parts: str) -> list[int]:
    """Return the keys that match, in the order of a statement."""
    phrases = [tsquery(expression)] if _has_phrases(expression) else []
    statement = sql.format(certain=HAS_PHRASES if phrases else "true", **parts)
    return [key for (key,) in _rows(statement, tsquery_of_pairs(expression), *phrases, *limits)]


def _has_phrases(expression: Expression) -> bool:
    match expression:
        case Adjacent():
            return True
        case Every(parts) | Some(parts):
            return any(map(_has_phrases, parts))
        case Without(found, excluded):
            return _has_phrases(found) or _has_phrases(excluded)
    return False


def _vectors(entry: Entry) -> tuple[str, str, int]:
    heading = [(getattr(entry, name), weight) for name, weight in HEADING]
    rest = [(getattr(entry, name), weight) for name, weight in REST]
    return tsvector(heading), tsvector([*heading, *rest]), entry.document
