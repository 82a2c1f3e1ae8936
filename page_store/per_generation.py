"""What is the same on all pages of a generation: made once in each, by each process."""

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

# Names may follow from what readers send, such as the port of a host; no more values than these are kept.
MOST_VALUES = 500


class CachedValue(NamedTuple):
    """A value, and what was said while it was made."""

    value: Any
    said: Cacheability

    @property
    def holds(self) -> bool:
        """Whether it is for everybody, and has not changed by itself."""
        until = self.said.expires_at
        return not self.said.is_personal and (until is None or until > timezone.now())


class GenerationCache:
    """The values of one generation."""

    def __init__(self, generation: str) -> None:
        self.generation = generation
        self.values: dict[Hashable, CachedValue] = {}


_shelf = GenerationCache("")


def once_per_generation(request: HttpRequest, name: Hashable, make: Callable[[], Value]) -> Value:
    """Return what `make` gives, which must not be changed, once in each generation under a name.

    Inside a transaction that has changed something it is made for the request alone: what else that may
    still change has no generation of its own.
    """
    values = _values_for(request)
    made = values.get(name)
    if made is None or not made.holds:
        with track_cacheability() as said:
            made = CachedValue(make(), said)
        if name in values or len(values) < MOST_VALUES:
            values[name] = made
    apply_again(made.said)
    value: Value = made.value
    return value


def _values_for(request: HttpRequest) -> dict[Hashable, CachedValue]:
    if settings.CHANGES_ARE_RECORDED and not is_recorded(connection):
        return _values_of(_generation_of(request))
    own: dict[Hashable, CachedValue] = request.__dict__.setdefault("_made_for_it", {})
    return own


def _generation_of(request: HttpRequest) -> str:
    """Ask the database once for each request, before anything that is shared is read from it."""
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
