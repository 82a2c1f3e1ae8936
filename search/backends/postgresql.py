"""Index and results in PostgreSQL, in the order that Wagtail gives them."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import reduce
from typing import Any

from django.db import connection, transaction
from django.db.models import BigIntegerField, F, FloatField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Length, NullIf
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    ObjectIndexer,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchQueryCompiler,
    PostgresSearchResults,
)
from modelsearch.query import PlainText
from modelsearch.utils import get_descendants_content_types_pks

from search import indexing
from search.indexing import ReadsOnce, WritesOnce


class Indexer(ReadsOnce, ObjectIndexer):
    """Takes an object apart."""


class Index(WritesOnce, PostgresIndex):
    """Measures a title in words."""

    indexer = Indexer
    written = ("title", "autocomplete", "body", "title_norm", "title_text", "body_text")

    def title_length(self, part: Indexer) -> int:
        """Return the number of words."""
        return len(part.title_text.split())

    def entry(self, kind: int, part: Indexer, mean: float) -> Any:
        """Return the entry of an object."""
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


@contextmanager
def by_index() -> Iterator[None]:
    """Have PostgreSQL use its indexes, which it avoids for words that many entries contain.

    It does not know that an entry which lies outside of its table has to be fetched and unpacked for that.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on")


class RanksTheLatest:
    """Ranks not all of very many objects that were found, but those that came last.

    It begins with the entries that match: from the side of the objects each entry would be unpacked.
    """

    query: Any
    queryset: QuerySet[Any]
    fields: Any

    @property
    def begins_with_entries(self) -> bool:
        """Whether words are looked for in whole entries."""
        return self.fields is None and isinstance(self.query, PlainText)

    def search(self, config: Any, start: int, stop: int | None, score_field: Any = None, **also: Any) -> Any:
        """Return a part of what was found, the best first."""
        if not indexing.is_ranked(self, score_field):
            return super().search(config, start, stop, score_field, **also)  # type: ignore[misc]  # a mixin
        found = self.everything(config)
        latest = found.order_by("-pk").values("pk")[: indexing.MOST_RANKED]
        return self.queryset.filter(pk__in=latest).order_by(*found.query.order_by)[start:stop]

    def everything(self, config: Any, **also: Any) -> Any:
        """Return all that was found."""
        if not self.begins_with_entries:
            return super().search(config, 0, None, **also)  # type: ignore[misc]  # a mixin
        words = self.build_tsquery(self.query, config=config)  # type: ignore[attr-defined]  # a mixin
        vectors = self.get_index_vectors(words)  # type: ignore[attr-defined]  # a mixin
        rank = self._build_rank_expression(vectors, config)  # type: ignore[attr-defined]  # a mixin
        matching = self._matching(words, [vector.name.partition("__")[2] for vector, _boost in vectors])
        return self.queryset.filter(pk__in=matching).order_by(rank.desc(), "-pk")

    def _matching(self, words: Any, columns: Sequence[str]) -> QuerySet[Any]:
        """Return the keys of the objects whose entries match, as the index of whole entries has them."""
        whole = reduce(_joined, map(F, columns))
        # A sum is in no index, so the one of the kinds, which is no help, is not taken.
        found = IndexEntry.objects.annotate(whole=whole, kind=F("content_type_id") + 0)
        found = found.filter(whole=words, kind__in=get_descendants_content_types_pks(self.queryset.model))
        return found.values(key=Cast("object_id", BigIntegerField()))


def _joined(one: Any, other: Any) -> Any:
    """Write two vectors as one, in the way that the index has them."""
    return one._combine(other, "||", False)


class QueryCompiler(RanksTheLatest, PostgresSearchQueryCompiler):
    """Looks for whole words."""


class AutocompleteQueryCompiler(RanksTheLatest, PostgresAutocompleteQueryCompiler):
    """Looks for how words begin."""


class Results(PostgresSearchResults):
    """The results of a query."""

    def _do_search(self) -> list[Any]:
        with self._by_index():
            return list(super()._do_search())

    def _do_count(self) -> int:
        compiler = self.query_compiler
        found = compiler.everything(compiler.get_config(self.backend), backend=self.backend)
        with self._by_index():
            return int(found[self.start : self.stop].count())

    def _by_index(self) -> AbstractContextManager[None]:
        return by_index() if self.query_compiler.begins_with_entries else nullcontext()
