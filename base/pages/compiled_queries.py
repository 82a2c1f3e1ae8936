"""Queries whose SQL Django compiles once.

Building a queryset and compiling it takes Django several times as long as the database takes to answer. Where
readers wait for a page, the SQL is cached and only the parameters are new.

Private to Django: `Query.get_compiler`, `SQLCompiler.as_sql` and the class of a query are replaced; guarded by
tests/front/test_compiled_queries.py.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet, Value
from django.db.models.sql import Query


class Placeholder(Value):
    """Stands for a parameter while SQL is compiled."""

    def __init__(self, example: Any, position: int) -> None:
        super().__init__(example)
        self.position = position

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Leave itself among the parameters."""
        return "%s", [self]


class QueryWithSQL(Query):
    """A query whose SQL is known."""

    compiler: Any

    def get_compiler(self, *_args: Any, **_options: Any) -> Any:
        """Return the compiler that holds the SQL."""
        return self.compiler


@dataclass(frozen=True)
class CompiledQuery:
    """A queryset with its SQL and parameters, placeholders among them."""

    queryset: QuerySet[Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]

    @classmethod
    def compile(cls, queryset: QuerySet[Any]) -> "CompiledQuery":
        """Compile a queryset; there is no SQL where nothing can be found."""
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            return cls(queryset, compiler, *compiler.as_sql())
        except EmptyResultSet:
            return cls(queryset, compiler, "", ())

    def fetch(self, values: tuple[Any, ...]) -> list[Any]:
        """Return what the database answers with some values in the place of the placeholders."""
        if not self.sql:
            return []
        compiler = copy(self.compiler)
        compiler.connection = connections[self.queryset.db]
        params = [_filled(param, values, compiler.connection) for param in self.params]
        compiler.as_sql = lambda: (self.sql, params)
        queryset = self.queryset.all()
        queryset.query.__class__ = QueryWithSQL
        queryset.query.compiler = compiler
        return list(queryset)


def _filled(param: Any, values: tuple[Any, ...], connection: Any) -> Any:
    if not isinstance(param, Placeholder):
        return param
    return param.output_field.get_db_prep_value(values[param.position], connection)


def compiled(method: Callable[..., QuerySet[Any]]) -> Any:
    """Make a QuerySet method return a list, and compile its SQL once.

    Values are passed by position, any number of them; none may be None, and each must always have the same type.
    What changes the SQL, such as a model or a limit, is passed by name. The method runs once for each combination
    of these and each number of values, with placeholders instead of values: it must not depend on a clock or
    anything else that changes. It starts from a manager: a queryset that is already filtered raises ValueError.
    """
    queries: dict[tuple[Any, ...], CompiledQuery] = {}

    @wraps(method)
    def fetch(self: QuerySet[Any], *values: Any, **shape: Any) -> list[Any]:
        if self.query.where:
            raise ValueError(f"{method.__name__}() keeps its SQL, so it starts from a manager, not from a filter.")
        key = (self.model, self.db, len(values), *sorted(shape.items()))
        if key not in queries:
            placeholders = [Placeholder(value, position) for position, value in enumerate(values)]
            queries[key] = CompiledQuery.compile(method(self, *placeholders, **shape))
        return queries[key].fetch(values)

    fetch.cache_clear = queries.clear  # type: ignore[attr-defined]  # as on lru_cache
    return fetch
