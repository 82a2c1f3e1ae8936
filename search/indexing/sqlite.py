"""The index in SQLite: FTS5 (https://sqlite.org/fts5.html), whose words are ours, so that it only splits at spaces."""

from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import connection

from search.indexing.entries import RANKED, Entry, Found, best_scores, counted, step_for
from search.indexing.expressions import Adjacent, Every, Expression, Some, Token, Without

FIELDS = ("title", "names", "trends", "summary", "text", "exact", "forms", "facets")
HEADING = "{title names trends summary exact facets}"

WRITE = """
    INSERT OR REPLACE INTO search_index (rowid, title, names, trends, summary, text, exact, forms, facets)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
COUNT = "SELECT count(*) FROM search_index WHERE search_index MATCH %s"
FACETS = """
    SELECT group_concat(document.facets, ' ') FROM search_index
    JOIN search_searchdocument AS document ON document.id = search_index.rowid
    WHERE search_index MATCH %s AND search_index.rowid %% %s = 0
"""
# The weights of the fields, in their order.
RANK = """
    SELECT rowid, -bm25(search_index, 10, 8, 5, 4, 1, 4, 2, 3) FROM search_index WHERE search_index MATCH %s
    ORDER BY rowid DESC LIMIT %s
"""
NEWEST = """
    SELECT document.id FROM search_index JOIN search_searchdocument AS document ON document.id = search_index.rowid
    WHERE search_index MATCH %s ORDER BY document.date DESC, document.id DESC LIMIT %s OFFSET %s
"""


def fts5(expression: Expression) -> str:
    """Return an expression in the language of FTS5; tokens hold letters, digits, `=` and `_` only."""
    match expression:
        case Token(text, is_prefix):
            return f'"{text}"*' if is_prefix else f'"{text}"'
        case Adjacent(texts):
            return f'"{" ".join(texts)}"'
        case Every(parts):
            return f"({' AND '.join(map(fts5, parts))})"
        case Some(parts):
            return f"({' OR '.join(map(fts5, parts))})"
        case Without(found, excluded):
            return f"({fts5(found)} NOT {fts5(excluded)})"


def _rows(sql: str, *parameters: Any) -> list[Any]:
    with connection.cursor() as cursor:
        return cursor.execute(sql, parameters).fetchall()


class SQLiteIndex:
    """The virtual table `search_index`; its rows have the keys of the documents."""

    def write(self, entries: Collection[Entry]) -> None:
        """Write entries, replacing those of the same documents."""
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, [_columns(entry) for entry in entries])

    def delete(self, documents: Collection[int]) -> None:
        """Forget documents."""
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_index WHERE rowid = %s", [(key,) for key in documents])

    def clear(self) -> None:
        """Forget everything."""
        _rows("DELETE FROM search_index")

    def reading(self) -> AbstractContextManager[None]:
        """Prepare nothing."""
        return nullcontext()

    def count(self, expression: Expression) -> int:
        """Return the number of matches."""
        return int(_rows(COUNT, fts5(expression))[0][0])

    def measure(self, expression: Expression) -> Found:
        """Return the number of matches, and of their facets."""
        total = self.count(expression)
        step = step_for(total)
        facets = _rows(FACETS, fts5(expression), step)[0][0] if total else None
        return counted(total, facets or "", step)

    def best(self, expression: Expression, total: int) -> list[tuple[int, float]]:
        """Return the keys of the best matches with their scores; higher is better."""
        asked = fts5(expression)
        ranked = dict(_rows(RANK, asked, RANKED))
        if total > RANKED:
            ranked |= dict(_rows(RANK, f"{HEADING} : {asked}", RANKED))
        return best_scores(ranked.items())

    def newest(self, expression: Expression, start: int, stop: int) -> list[int]:
        """Return keys sorted by date, newest first."""
        return [key for (key,) in _rows(NEWEST, fts5(expression), stop - start, start)]


def _columns(entry: Entry) -> tuple[Any, ...]:
    return (entry.document, *(" ".join(getattr(entry, name)) for name in FIELDS))
