"""The index in PostgreSQL."""

from collections.abc import Sequence
from typing import Any

from django.db.models import FloatField, Value
from django.db.models.functions import Cast, Coalesce, Length, NullIf
from modelsearch.backends.database.postgres.postgres import IndexEntry, ObjectIndexer, PostgresIndex
from modelsearch.utils import get_content_type_pk

from search.entries import ReadsOnce, mean_title_length

WRITTEN = ["title", "autocomplete", "body", "title_norm", "title_text", "body_text"]


class Indexer(ReadsOnce, ObjectIndexer):
    """Takes an object apart."""


class Index(PostgresIndex):
    """Writes an entry in one statement, and looks at no others but for a sample of titles."""

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
        """Give the mean number of words in titles, before PostgreSQL has seen any of them."""
        words = [len(part.title_text.split()) for part in parts if part.title_text]
        return sum(words) / len(words) if words else 0.0

    def _entry(self, kind: int, part: Indexer, mean: float) -> Any:
        return IndexEntry(
            content_type_id=kind,
            object_id=part.id,
            title=part.title,
            autocomplete=part.autocomplete,
            body=part.body,
            title_norm=self._norm(part, mean),
            title_text=part.title_text,
            body_text=part.body_text,
        )

    def _norm(self, part: Indexer, mean: float) -> Any:
        """Only PostgreSQL knows how many words it finds in a title; in some it finds none."""
        words = Cast(NullIf(Length(part.title), 0), FloatField())
        return Coalesce(mean / words, Value(1.0))
