"""Index and results in SQLite, in the order that Wagtail gives them."""

from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from modelsearch.backends.database.sqlite.query import Lexeme, MatchExpression, SearchQueryExpression
from modelsearch.backends.database.sqlite.sqlite import (
    IndexEntry,
    ObjectIndexer,
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchQueryCompiler,
    SQLiteSearchResults,
)
from modelsearch.query import Phrase, PlainText
from modelsearch.utils import get_descendants_content_types_pks

from search import indexing
from search.indexing import ReadsOnce, WritesOnce


class Indexer(ReadsOnce, ObjectIndexer):
    """Takes an object apart."""


class Index(WritesOnce, SQLiteIndex):
    """Measures a title in letters."""

    indexer = Indexer
    written = ("title", "autocomplete", "body", "title_norm")

    def title_length(self, part: Indexer) -> int:
        """Return the number of letters."""
        return len(part.title)

    def entry(self, kind: int, part: Indexer, mean: float) -> Any:
        """Return the entry of an object."""
        return IndexEntry(
            content_type_id=kind,
            object_id=part.id,
            title=part.title,
            autocomplete=part.autocomplete,
            body=part.body,
            title_norm=mean / len(part.title) if part.title else 1.0,
        )


def _without_marks(text: str) -> str:
    return text.replace('"', " ").strip()


class RanksOnce:
    """Asks the index for its ranks once; Wagtail's asks it anew for each object that was found."""

    query: Any
    queryset: QuerySet[Any]
    fields: Any
    FTS_TABLE_FIELDS: list[str]

    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        """Quote words and phrases for FTS5 (https://sqlite.org/fts5.html#full_text_query_syntax).

        Wagtail leaves quotation marks in them, which end the string early, and takes a phrase for single words.
        """
        if isinstance(query, Phrase):
            return SearchQueryExpression(Lexeme(_without_marks(query.query_string)))
        if isinstance(query, PlainText):
            words = _without_marks(query.query_string)
            query = PlainText(words, operator=query.operator, boost=query.boost)
        built = super().build_search_query_content(query, config=config)  # type: ignore[misc]  # a mixin
        return SearchQueryExpression(Lexeme("")) if built is None else built

    @cached_property
    def ranked(self) -> list[int]:
        """Return the keys of what was found, the best first; of very many, of those that came last."""
        kinds = get_descendants_content_types_pks(self.queryset.model)
        words = self.build_search_query(self.query)  # type: ignore[attr-defined]  # a mixin
        rank = self._build_rank_expression(self.get_search_vectors(), None)  # type: ignore[attr-defined]  # a mixin
        found = (
            SQLiteFTSIndexEntry.objects.filter(MatchExpression(self.fields or self.FTS_TABLE_FIELDS, words))
            .filter(index_entry__content_type__in=kinds)
            .filter(index_entry__object_id__in=self.queryset.order_by().values("pk"))
            .annotate(rank=rank, minus_key=-Cast("index_entry__object_id", BigIntegerField()))
            .order_by("-index_entry_id")
        )
        return [-key for _rank, key in sorted(found.values_list("rank", "minus_key")[: indexing.MOST_RANKED])]


class QueryCompiler(RanksOnce, SQLiteSearchQueryCompiler):
    """Looks for whole words."""


class AutocompleteQueryCompiler(RanksOnce, SQLiteAutocompleteQueryCompiler):
    """Looks for how words begin."""


class Results(SQLiteSearchResults):
    """The results of a query."""

    def _do_search(self) -> list[Any]:
        if not self._ranks_once:
            return super()._do_search()
        keys = self.query_compiler.ranked[self.start : self.stop]
        found = {thing.pk: thing for thing in self.query_compiler.queryset.filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]

    def _do_count(self) -> int:
        ranked = self.query_compiler.ranked if self._ranks_once else []
        is_all = 0 < len(ranked) < indexing.MOST_RANKED and (self.start, self.stop) == (0, None)
        return len(ranked) if is_all else super()._do_count()

    @property
    def _ranks_once(self) -> bool:
        return indexing.is_ranked(self.query_compiler, self._score_field)
