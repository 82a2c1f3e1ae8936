"""The index in PostgreSQL."""

from typing import Any

from django.db.models import FloatField, Value
from django.db.models.functions import Cast, Coalesce, Length, NullIf
from modelsearch.backends.database.postgres.postgres import IndexEntry, ObjectIndexer, PostgresIndex

from search.entries import ReadsOnce, WritesOnce


class Indexer(ReadsOnce, ObjectIndexer):
    """Takes an object apart."""


class Index(WritesOnce, PostgresIndex):
    """Measures a title in words."""

    indexer = Indexer
    written = ("title", "autocomplete", "body", "title_norm", "title_text", "body_text")

    def title_length(self, part: Indexer) -> int:
        """Give the number of words."""
        return len(part.title_text.split())

    def entry(self, kind: int, part: Indexer, mean: float) -> Any:
        """Give the entry of an object."""
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
