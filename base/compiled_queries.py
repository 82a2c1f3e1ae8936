"""Questions to the database whose SQL is written once.

To put a question together and to write its SQL takes Django several times as long as a database takes to
answer it. Where readers wait for a page, the SQL is kept and only the values are new.
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
    """A place in a question for a value; it stands among the parameters of the SQL."""

    def __init__(self, example: Any, place: int) -> None:
        super().__init__(example)
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Leave the value out."""
        return "%s", [self]


class CompiledSQLQuery(Query):
    """A query whose SQL is known."""

    compiler: Any

    def get_compiler(self, *_args: Any, **_options: Any) -> Any:
        """Return what holds the SQL."""
        return self.compiler


@dataclass(frozen=True)
class CompiledQuery:
    """A question with its SQL and parameters, blanks among them."""

    question: QuerySet[Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]

    @classmethod
    def compile(cls, asked: QuerySet[Any]) -> "CompiledQuery":
        """Write a question down that was asked with blanks; there is no SQL where nothing can be found."""
        compiler = asked.query.get_compiler(asked.db)
        try:
            return cls(asked, compiler, *compiler.as_sql())
        except EmptyResultSet:
            return cls(asked, compiler, "", ())

    def ask(self, values: tuple[Any, ...]) -> list[Any]:
        """Return what the database answers for some values."""
        if not self.sql:
            return []
        compiler = copy(self.compiler)
        compiler.connection = connections[self.question.db]
        params = [_filled(param, values, compiler.connection) for param in self.params]
        compiler.as_sql = lambda: (self.sql, params)
        asked = self.question.all()
        asked.query.__class__ = CompiledSQLQuery
        asked.query.compiler = compiler
        return list(asked)


def _filled(param: Any, values: tuple[Any, ...], connection: Any) -> Any:
    if not isinstance(param, Placeholder):
        return param
    return param.output_field.get_db_prep_value(values[param.place], connection)


def compiled(question: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
    """Make of a function that gives a queryset one that gives a list, and keep its SQL.

    Values are given by position, as many as there are; none may be None, and each is always of one type. What
    makes another question of it, such as a model, is given by name. The function is called once for each of
    these and each number of values, with stand-ins for them: it must not look at a clock or at anything else
    that changes.
    """
    written: dict[tuple[Any, ...], CompiledQuery] = {}

    @wraps(question)
    def ask(*values: Any, **shape: Any) -> list[Any]:
        key = (len(values), *sorted(shape.items()))
        if key not in written:
            blanks = [Placeholder(value, place) for place, value in enumerate(values)]
            written[key] = CompiledQuery.compile(question(*blanks, **shape))
        return written[key].ask(values)

    return ask
