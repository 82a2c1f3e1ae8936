"""Public uses of what pages refer to: people, institutions, terms, images and files.

Many of them are made for a draft, so they become public only when something published uses them. Each app
registers the uses that it knows of.
"""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

Use = Callable[[], Q]

_uses: dict[str, list[Use]] = {}


def register_public_use(model: type[Model], use: Use) -> None:
    """Register a use that makes objects of a model public; it is called anew for each query."""
    _uses.setdefault(model._meta.label, []).append(use)


def used_by(users: QuerySet[Any], relation: str) -> Q:
    """Match what any of these objects refers to."""
    return Q(Exists(users.order_by().filter(**{relation: OuterRef("pk")})))


def in_public_use(model: type[Model]) -> Q:
    """Match the public objects of a model."""
    return reduce(or_, (use() for use in _uses.get(model._meta.label, ())), Q(pk__in=()))


class PublicUseQuerySet(QuerySet[Any]):
    """Adds the query that every public surface needs."""

    def public(self) -> Self:
        """Return what something published uses, in the same query."""
        return self.filter(in_public_use(self.model))
