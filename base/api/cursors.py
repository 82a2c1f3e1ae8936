"""A place in a list of any order: what comes after it stays the same when something new appears."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Q, QuerySet

PATTERN = r"^[A-Za-z0-9_-]{4,800}$"
LARGEST = 2**63 - 1
# As for order_by(); the last column makes the order unique.
Order = Sequence[str]


def write(ordering: str, order: Order, item: Any) -> str:
    """Return the place of an item, which holds in this ordering only."""
    values = [getattr(item, _column(name)) for name in order]
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    return urlsafe_b64encode(json.dumps([ordering, *plain]).encode()).decode().rstrip("=")


def read(text: str, ordering: str, order: Order, queryset: QuerySet[Any]) -> list[Any]:
    """Return the values of a cursor. Raise ValueError for that of another list or ordering."""
    made_for, *values = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    if made_for != ordering or len(values) != len(order):
        raise ValueError(text)
    return [_value(queryset, name, value) for name, value in zip(order, values, strict=True)]


def _value(queryset: QuerySet[Any], name: str, value: Any) -> Any:
    try:
        found = _field(queryset, _column(name)).to_python(value)
    except ValidationError as error:
        raise ValueError(value) from error
    if found is None or (isinstance(found, int) and abs(found) > LARGEST) or "\x00" in str(found):
        raise ValueError(value)
    return found


def _field(queryset: QuerySet[Any], column: str) -> Field:
    try:
        found: Any = queryset.model._meta.pk if column == "pk" else queryset.model._meta.get_field(column)
    except FieldDoesNotExist:
        found = queryset.query.annotations[column].output_field
    return found


def after(queryset: QuerySet[Any], order: Order, values: Sequence[Any]) -> QuerySet[Any]:
    """Return the rows after a cursor.

    The first column is a range, which an index serves; the rest only excludes rows with the same first value.
    """
    first = f"{_column(order[0])}__{'lte' if _is_descending(order[0]) else 'gte'}"
    rest = queryset.filter(**{first: values[0]})
    same = Q()
    for name, value in zip(order, values, strict=True):
        column, beyond = _column(name), "gt" if _is_descending(name) else "lt"
        rest = rest.exclude(same & Q(**{f"{column}__{beyond}e" if name == order[-1] else f"{column}__{beyond}": value}))
        same &= Q(**{column: value})
    return rest


def _column(name: str) -> str:
    return name.removeprefix("-")


def _is_descending(name: str) -> bool:
    return name.startswith("-")
