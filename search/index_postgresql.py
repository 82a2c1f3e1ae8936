"""The index in PostgreSQL."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.db.models.functions import Length
from modelsearch.backends.database.postgres.postgres import IndexEntry, ObjectIndexer, PostgresIndex
from modelsearch.utils import get_content_type_pk

from search.entries import ReadsOnce, mean_title_length

WRITTEN = ["title", "autocomplete", "body", "title_norm", "title_text", "body_text"]


class Indexer(ReadsOnce, ObjectIndexer):
    """Takes an object apart."""


class Index(PostgresIndex):
    """Looks at no entries but those that it writes, and at a sample of titles."""

    def add_items(self, model: Any, objs: Sequence[Any]) -> None:
        """Add or replace the entries of objects of one kind."""
        kind = get_content_type_pk(model)
        parts = [Indexer(obj, self.backend) for obj in objs]
        self.entries.bulk_create(
            [self._entry(kind, part) for part in parts],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=WRITTEN,
        )
        self._weigh(self.entries.filter(content_type_id=kind, object_id__in=[part.id for part in parts]))

    def _entry(self, kind: int, part: Indexer) -> Any:
        return IndexEntry(
            content_type_id=kind,
            object_id=part.id,
            title=part.title,
            autocomplete=part.autocomplete,
            body=part.body,
            title_text=part.title_text,
            body_text=part.body_text,
        )

    def _weigh(self, written: Any) -> None:
        """Only PostgreSQL knows how many words it has found in a title."""
        titled = written.annotate(title_length=Length("title")).filter(title_length__gt=0)
        titled.update(title_norm=mean_title_length(self.entries) / F("title_length"))
