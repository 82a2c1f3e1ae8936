"""Records of searchable things, and the registry of their sources."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Protocol

from django.utils.functional import Promise


class FacetValue(NamedTuple):
    """A value of a facet: its key, slug and label."""

    group: str
    key: str
    slug: str
    label: str


@dataclass(frozen=True)
class FacetGroup:
    """A facet: its name in URLs, its heading, and whether a thing can have several of its values."""

    name: str
    label: str | Promise
    has_several: bool = False
    by_value: bool = False  # sorted by value, such as years, descending


@dataclass(frozen=True)
class Record:
    """A searchable thing. Only readers who may read it find and see its `gated_text`."""

    kind: str
    key: int
    title: str
    url: str = ""  # empty for a page, whose URL Wagtail knows
    names: Sequence[str] = ()
    aliases: Sequence[str] = ()  # other names of the thing itself: a query for one of them is a query for it
    trends: Sequence[str] = ()
    teaser: str = ""
    text: str = ""
    more: str = ""  # found, but never shown: dates and places in words
    kicker: str = ""
    byline: str = ""
    day: date | None = None
    facets: Sequence[FacetValue] = ()
    is_gated: bool = False
    gated_text: str = ""


class Source(Protocol):
    """A kind of searchable things."""

    kind: str
    label: str | Promise
    plural: str | Promise
    is_page: bool
    # Whether the things themselves are looked up by name, as people, institutions and trends are.
    is_profile: bool
    # Whether each name also stands for everything that carries the thing: a query for it finds that, too.
    names_stand_for_it: bool

    def keys(self) -> Iterable[int]:
        """Return the keys of all public things, oldest first."""

    def records(self, keys: Collection[int]) -> Iterator[Record]:
        """Yield the records of public things with these keys."""

    def keys_of_slugs(self, slugs: Collection[str]) -> list[int]:
        """Return the keys of the things behind values of a facet."""


@dataclass
class Registry:
    """The sources by kind, and the facets in the order in which they are shown."""

    sources: dict[str, Source] = field(default_factory=dict)
    groups: tuple[FacetGroup, ...] = ()

    def register(self, source: Any) -> None:
        """Make the things of a source searchable."""
        self.sources[source.kind] = source


registry = Registry()
