"""What readers may see of that which pages name: people, institutions, terms, pictures and files.

Much of it is made on the way to a draft, so it is public only as soon as something published uses it. Each app
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
    """Register what makes an object of a model public; it is asked for anew in each query."""
    _uses.setdefault(model._meta.label, []).append(use)


def used_by(users: QuerySet[Any], relation: str) -> Q:
    """Match what one of these objects refers to."""
    return Q(Exists(users.order_by().filter(**{relation: OuterRef("pk")})))


def in_public_use(model: type[Model]) -> Q:
    """Match the objects of a model that readers may see."""
    return reduce(or_, (use() for use in _uses.get(model._meta.label, ())), Q(pk__in=()))


class PublicUseQuerySet(QuerySet[Any]):
    """Adds the question that every surface for readers asks."""

    def public(self) -> Self:
        """Return what readers may see, in the same query: what something published uses."""
        return self.filter(in_public_use(self.model))
