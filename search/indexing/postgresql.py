"""The index in PostgreSQL: two columns of the type tsvector beside each document, made of our words.

https://www.postgresql.org/docs/current/datatype-textsearch.html
`heading` is short and lies in its row, so thousands can be ranked. `whole` lies apart and is unpacked for the best.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from search.indexing.entries import BEST, COUNTED, RANKED, Entry, Found, counted, step_for
from search.indexing.expressions import Adjacent, Every, Expression, Some, Token, Without, some, sought

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
# A phrase is looked for in the vector of each document with its words, so all of it is done in one go.
MEASURE = """
    WITH found AS MATERIALIZED (SELECT id, facets FROM search_searchdocument WHERE whole @@ %s::tsquery),
    total AS (SELECT count(*) AS number FROM found)
    SELECT number, facets FROM total LEFT JOIN found ON found.id %% greatest(1, (number + %s) / %s) = 0
"""
NEWEST = """
    SELECT id FROM search_searchdocument WHERE whole @@ %s::tsquery
    ORDER BY date DESC NULLS LAST, id DESC LIMIT %s OFFSET %s
"""
IN_WHOLE = """
    SELECT id, ts_rank(%s::real[], heading, %s::tsquery) FROM search_searchdocument
    WHERE whole @@ %s::tsquery ORDER BY id DESC LIMIT %s
"""
IN_HEADING = """
    SELECT id, ts_rank(%s::real[], heading, %s::tsquery) FROM search_searchdocument
    WHERE heading @@ %s::tsquery ORDER BY id DESC LIMIT %s
"""
TEXT_RANK = "SELECT id, ts_rank(%s::real[], whole, %s::tsquery) FROM search_searchdocument WHERE id = ANY(%s)"


def tsquery(expression: Expression) -> str:
    """Return an expression in the language of tsquery; tokens hold letters, digits, `=` and `_` only."""
    match expression:
        case Token(text, is_prefix):
            return f"'{text}':*" if is_prefix else f"'{text}'"
        case Adjacent(texts):
            return f"({' <-> '.join(map(repr_of, texts))})"
        case Every(parts):
            return f"({' & '.join(map(tsquery, parts))})"
        case Some(parts):
            return f"({' | '.join(map(tsquery, parts))})"
        case Without(found, excluded):
            return f"({tsquery(found)} & !{tsquery(excluded)})"


def repr_of(token: str) -> str:
    """Return a token between quotation marks."""
    return f"'{token}'"


def tsvector(fields: Iterable[tuple[Sequence[str], str]]) -> str:
    """Return words with their places and weights, as PostgreSQL reads a tsvector."""
    places: dict[str, list[str]] = defaultdict(list)
    before = 0
    for words, weight in fields:
        for place, word in enumerate(words, before + 1):
            places[word].append(f"{min(place, LAST_POSITION)}{weight}")
        before += len(words) + BETWEEN_FIELDS
    return " ".join(f"'{word}':{','.join(found[:255])}" for word, found in places.items())


@contextmanager
def _cursor() -> Iterator[Any]:
    """Have PostgreSQL use its indexes, which it avoids for words that many documents contain.

    It does not know that a vector which lies outside of its table has to be fetched and unpacked for that.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield cursor
        cursor.execute("SET LOCAL enable_seqscan = on")


def _rows(sql: str, *parameters: Any) -> list[Any]:
    with _cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


class PostgreSQLIndex:
    """The columns `heading` and `whole` of the documents."""

    def write(self, entries: Collection[Entry]) -> None:
        """Write entries; those of the same documents are replaced."""
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, [_vectors(entry) for entry in entries])

    def delete(self, documents: Collection[int]) -> None:
        """Forget documents: the columns go with their rows."""

    def clear(self) -> None:
        """Forget everything: the columns go with their rows."""

    def count(self, expression: Expression) -> int:
        """Return how many documents match."""
        return int(_rows(COUNT, tsquery(expression))[0][0])

    def measure(self, expression: Expression) -> Found:
        """Return how many documents match, and the facets that they carry."""
        rows = _rows(MEASURE, tsquery(expression), COUNTED - 1, COUNTED)
        total = int(rows[0][0])
        return counted(total, [facets for _number, facets in rows if facets], step_for(total))

    def best(self, expression: Expression, total: int) -> list[tuple[int, float]]:
        """Return the keys of the best matches, with how good each is; the higher, the better."""
        words, asked = tsquery(some(*sought(expression))), tsquery(expression)
        ranked = dict(_rows(IN_WHOLE, WEIGHTS, words, asked, RANKED))
        if total > RANKED:
            ranked |= dict(_rows(IN_HEADING, WEIGHTS, words, asked, RANKED))
        first = sorted(ranked.items(), key=lambda pair: (-pair[1], -pair[0]))[:BEST]
        in_text = dict(_rows(TEXT_RANK, TEXT_WEIGHTS, words, [key for key, _rank in first]))
        return [(key, rank + in_text.get(key, 0)) for key, rank in first]

    def newest(self, expression: Expression, start: int, stop: int) -> list[int]:
        """Return keys in the order of dates, the newest first."""
        return [key for (key,) in _rows(NEWEST, tsquery(expression), stop - start, start)]


def _vectors(entry: Entry) -> tuple[str, str, int]:
    heading = [(getattr(entry, name), weight) for name, weight in HEADING]
    rest = [(getattr(entry, name), weight) for name, weight in REST]
    return tsvector(heading), tsvector([*heading, *rest]), entry.document
