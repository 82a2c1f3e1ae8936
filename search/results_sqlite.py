"""The results in SQLite, in the order that Wagtail gives them."""

from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from modelsearch.backends.database.sqlite.query import MatchExpression
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteSearchQueryCompiler,
    SQLiteSearchResults,
)
from modelsearch.query import PlainText
from modelsearch.utils import get_descendants_content_types_pks


class RanksOnce:
    """Asks the index for its ranks once; Wagtail's asks it anew for each object that was found."""

    query: Any
    queryset: QuerySet[Any]
    fields: Any
    order_by_relevance: bool
    FTS_TABLE_FIELDS: list[str]

    def ranked(self) -> QuerySet[Any]:
        """Give the keys of all objects that were found, the best first."""
        kinds = get_descendants_content_types_pks(self.queryset.model)
        words = self.build_search_query(self.query)  # type: ignore[attr-defined]
        rank = self._build_rank_expression(self.get_search_vectors(), None)  # type: ignore[attr-defined]
        key = Cast("index_entry__object_id", BigIntegerField())
        return (
            SQLiteFTSIndexEntry.objects.filter(MatchExpression(self.fields or self.FTS_TABLE_FIELDS, words))
            .filter(index_entry__content_type__in=kinds)
            .filter(index_entry__object_id__in=self.queryset.order_by().values("pk"))
            .annotate(rank=rank, key=key)
            .order_by("rank", "-key")
            .values_list("key", flat=True)
        )


class QueryCompiler(RanksOnce, SQLiteSearchQueryCompiler):
    """Looks for whole words."""


class AutocompleteQueryCompiler(RanksOnce, SQLiteAutocompleteQueryCompiler):
    """Looks for how words begin."""


class Results(SQLiteSearchResults):
    """What a query found."""

    def _do_search(self) -> list[Any]:
        compiler = self.query_compiler
        ranks = compiler.order_by_relevance and not self._score_field
        if not (ranks and isinstance(compiler.query, PlainText)):
            return super()._do_search()
        keys = list(compiler.ranked()[self.start : self.stop])
        found = {thing.pk: thing for thing in compiler.queryset.filter(pk__in=keys)}
        return [found[key] for key in keys]
