"""The part of indexing that all databases share."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Avg
from django.db.models.functions import Length
from modelsearch.query import And, Phrase, PlainText
from modelsearch.utils import get_content_type_pk

# How many titles stand for all: their mean is within some three percent of the mean of all.
SAMPLE = 1000
# The rank of a word like “the” takes some 100 µs for each object that it stands in.
MOST_RANKED = 2000


def is_ranked(compiler: Any, score_field: str | None) -> bool:
    """Whether what a query finds comes in the order of ranks that nobody asks to see."""
    return isinstance(compiler.query, PlainText | Phrase | And) and compiler.order_by_relevance and not score_field


def mean_title_length(entries: Any) -> float:
    """Return the mean length of the titles indexed last, as the database measures it; 0 without any."""
    measured = entries.annotate(title_length=Length("title")).filter(title_length__gt=0)
    newest = measured.order_by("-pk")[:SAMPLE]
    return newest.aggregate(mean=Avg("title_length"))["mean"] or 0.0


class WritesOnce:
    """Writes an entry in one statement, and looks at no others but for a sample of titles; for an Index.

    Each statement more would take all words out of the index and put them back.
    """

    backend: Any
    entries: Any
    indexer: type[Any]
    written: Sequence[str]

    def add_items(self, model: Any, objs: Sequence[Any]) -> None:
        """Add or replace the entries of objects of one kind."""
        parts = [self.indexer(obj, self.backend) for obj in objs]
        lengths = [length for part in parts if (length := self.title_length(part))]
        mean = mean_title_length(self.entries) or sum(lengths) / (len(lengths) or 1)
        self.entries.bulk_create(
            [self.entry(get_content_type_pk(model), part, mean) for part in parts],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=self.written,
        )

    def title_length(self, part: Any) -> int:
        """Return the length of a title as far as it is known before the database has seen it."""
        raise NotImplementedError  # each database measures in its own way

    def entry(self, kind: int, part: Any, mean: float) -> Any:
        """Return the entry of an object beside the mean length of titles."""
        raise NotImplementedError  # each database has its own columns


class ReadsOnce:
    """Takes the words of an object apart once, not anew for each column; for an ObjectIndexer."""

    obj: Any

    def prepare_field(self, obj: Any, field: Any) -> Iterator[Any]:
        """Return the parts of a field of the object, or of something related to it."""
        if obj is not self.obj:
            return super().prepare_field(obj, field)  # type: ignore[misc]  # a mixin
        known = self.__dict__.setdefault("known", {})
        if id(field) not in known:
            known[id(field)] = list(super().prepare_field(obj, field))  # type: ignore[misc]  # a mixin
        return iter(known[id(field)])
