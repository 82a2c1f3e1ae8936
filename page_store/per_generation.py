"""Values that all pages of a generation share, computed once per generation and process."""

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

# Keys may contain what clients send, such as the port of the host, so their number is limited.
MOST_VALUES = 500


class CachedValue(NamedTuple):
    """A value, and the cacheability that was recorded while it was computed."""

    value: Any
    cacheability: Cacheability

    @property
    def is_fresh(self) -> bool:
        """Return whether the value is the same for every reader and has not expired."""
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
    """Return the result of `make`, called once per generation for a name; callers must not mutate it.

    Within a transaction that has changed something, the value is computed for the request alone: the transaction
    has no generation yet. `most` lowers the number of values after which this one is no longer kept; pass it for
    values of which there are many, so that they leave room for others.
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
    """Return the generation of a request; it is read before anything that is cached for it."""
    known: str | None = getattr(request, "generation", None)
    if known is None:
        known = request.generation = generations.newest_generation()  # type: ignore[attr-defined]  # our cache
    return known


def _values_of(generation: str) -> dict[Hashable, CachedValue]:
    global _shelf  # noqa: PLW0603 - one cache per process
    shelf = _shelf
    if shelf.generation != generation:
        shelf = _shelf = GenerationCache(generation)
    return shelf.values
