"""The index in SQLite."""

from collections.abc import Sequence
from typing import Any

from modelsearch.backends.database.sqlite.sqlite import IndexEntry, ObjectIndexer, SQLiteIndex
from modelsearch.utils import get_content_type_pk

from search.entries import ReadsOnce, mean_title_length

WRITTEN = ["title", "autocomplete", "body", "title_norm"]


class Indexer(ReadsOnce, ObjectIndexer):
    """Takes an object apart."""


class Index(SQLiteIndex):
    """Writes an entry in one statement: each more takes all its words out and puts them back."""

    def add_items(self, model: Any, objs: Sequence[Any]) -> None:
        """Add or replace the entries of objects of one kind."""
        parts = [Indexer(obj, self.backend) for obj in objs]
        mean = mean_title_length(self.entries) or self._mean(parts)
        self.entries.bulk_create(
            [self._entry(get_content_type_pk(model), part, mean) for part in parts],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=WRITTEN,
        )

    def _mean(self, parts: Sequence[Indexer]) -> float:
        titles = [part.title for part in parts if part.title]
        return sum(map(len, titles)) / len(titles) if titles else 0.0

    def _entry(self, kind: int, part: Indexer, mean: float) -> Any:
        return IndexEntry(
            content_type_id=kind,
            object_id=part.id,
            title=part.title,
            autocomplete=part.autocomplete,
            body=part.body,
            title_norm=mean / len(part.title) if part.title else 1.0,
        )
