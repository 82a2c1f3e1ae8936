"""The index in SQLite."""

from typing import Any

from modelsearch.backends.database.sqlite.sqlite import IndexEntry, ObjectIndexer, SQLiteIndex

from search.entries import ReadsOnce, WritesOnce


class Indexer(ReadsOnce, ObjectIndexer):
    """Takes an object apart."""


class Index(WritesOnce, SQLiteIndex):
    """Measures a title in letters."""

    indexer = Indexer
    written = ("title", "autocomplete", "body", "title_norm")

    def title_length(self, part: Indexer) -> int:
        """Give the number of letters."""
        return len(part.title)

    def entry(self, kind: int, part: Indexer, mean: float) -> Any:
        """Give the entry of an object."""
        return IndexEntry(
            content_type_id=kind,
            object_id=part.id,
            title=part.title,
            autocomplete=part.autocomplete,
            body=part.body,
            title_norm=mean / len(part.title) if part.title else 1.0,
        )
