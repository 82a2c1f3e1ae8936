"""The results in PostgreSQL, in the order that Wagtail gives them."""

from typing import Any

from django.db.models import QuerySet
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresSearchQueryCompiler,
    PostgresSearchResults,
)

from search import entries


class RanksTheLatest:
    """Ranks not all of very many objects that were found, but those that came last."""

    queryset: QuerySet[Any]

    def search(self, config: Any, start: int, stop: int | None, score_field: Any = None, **also: Any) -> Any:
        """Give a part of what was found, the best first."""
        if not entries.is_ranked(self, score_field):
            return super().search(config, start, stop, score_field, **also)  # type: ignore[misc]  # a mixin
        found = self.everything(config)
        latest = found.order_by("-pk").values("pk")[: entries.MOST_RANKED]
        return self.queryset.filter(pk__in=latest).order_by(*found.query.order_by)[start:stop]

    def everything(self, config: Any, **also: Any) -> Any:
        """Give all that was found."""
        return super().search(config, 0, None, **also)  # type: ignore[misc]  # a mixin


class QueryCompiler(RanksTheLatest, PostgresSearchQueryCompiler):
    """Looks for whole words."""


class AutocompleteQueryCompiler(RanksTheLatest, PostgresAutocompleteQueryCompiler):
    """Looks for how words begin."""


class Results(PostgresSearchResults):
    """What a query found."""

    def _do_count(self) -> int:
        compiler = self.query_compiler
        found = compiler.everything(compiler.get_config(self.backend), backend=self.backend)
        return int(found[self.start : self.stop].count())
