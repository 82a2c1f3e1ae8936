"""Values that are the same on all pages of a generation: computed once in each, by each process."""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from page_store.invalidation import is_recorded
from page_store.policy.cacheability import Cacheability, apply_again, track_cacheability
from page_store.storage import generations

Value = TypeVar("Value")

# Keys may contain what readers send, such as the port of a host; no more values than these are kept.
MOST_VALUES = 500


class CachedValue(NamedTuple):
    """A value, and the cacheability that was recorded while it was computed."""

    value: Any
    cacheability: Cacheability

    @property
    def is_fresh(self) -> bool:
        """Whether it is for every reader and has not expired."""
        until = self.cacheability.expires_at
        return not self.cacheability.varies_by_reader and (until is None or until > timezone.now())


class GenerationCache:
    """The values of one generation."""

    def __init__(self, generation: str) -> None:
        self.generation = generation
        self.values: dict[Hashable, CachedValue] = {}


_shelf = GenerationCache("")


def once_per_generation(
    request: HttpRequest, name: Hashable, make: Callable[[], Value], *, most: int | None = None
) -> Value:
    """Return the result of `make`, called once in each generation for a name; callers must not mutate it.

    Inside a transaction that has changed something it is called for the request alone: what the transaction may
    still change has no generation yet. A value of a kind that there are many of names a lower number of values after
    which it is not kept, so that it leaves room for others.
    """
    values = _values_for(request)
    made = values.get(name)
    if made is None or not made.is_fresh:
        with track_cacheability() as cacheability:
            made = CachedValue(make(), cacheability)
        if name in values or len(values) < (most or MOST_VALUES):
            values[name] = made
    apply_again(made.cacheability)
    value: Value = made.value
    return value


def _values_for(request: HttpRequest) -> dict[Hashable, CachedValue]:
    if settings.PAGE_STORE_RECORDS_CHANGES and not is_recorded(connection):
        return _values_of(_generation_of(request))
    own: dict[Hashable, CachedValue] = request.__dict__.setdefault("_computed_for_request", {})
    return own


def _generation_of(request: HttpRequest) -> str:
    """Return the generation of a request, which is read before anything that is kept for it."""
    known: str | None = getattr(request, "generation", None)
    if known is None:
        known = request.generation = generations.newest_generation()  # type: ignore[attr-defined]
    return known


def _values_of(generation: str) -> dict[Hashable, CachedValue]:
    global _shelf  # noqa: PLW0603 - one for each process
    shelf = _shelf
    if shelf.generation != generation:
        shelf = _shelf = GenerationCache(generation)
    return shelf.values
