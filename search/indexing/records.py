"""What sources say about the things that can be found, and the registry of the sources."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Protocol

from django.utils.functional import Promise


class FacetValue(NamedTuple):
    """One value of a facet: what stands for it in the database, in an address and on the page."""

    group: str
    key: str
    slug: str
    label: str


@dataclass(frozen=True)
class FacetGroup:
    """A facet: its name in addresses, its heading, and whether one thing can have several of its values."""

    name: str
    label: str | Promise
    has_several: bool = False
    by_value: bool = False  # in the order of its values, such as years, the last first


@dataclass(frozen=True)
class Record:
    """One thing that can be found. What is in `gated_text` is found and seen by those only who may read it."""

    kind: str
    key: int
    title: str
    url: str = ""  # empty for a page, whose address Wagtail knows
    names: Sequence[str] = ()
    aliases: Sequence[str] = ()  # other names of the thing itself: to type one of them is to ask for it
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
    """A kind of things that can be found."""

    kind: str
    label: str | Promise
    plural: str | Promise
    is_page: bool
    # Whether the thing itself is looked for by its name, as people, institutions and trends are.
    is_profile: bool
    # Whether each of its names stands for all that carries it: who types it finds that, too.
    names_stand_for_it: bool

    def keys(self) -> Iterable[int]:
        """Return the keys of everything that everybody may find, the oldest first."""

    def records(self, keys: Collection[int]) -> Iterator[Record]:
        """Yield what everybody may find of some keys; what is not public is left out."""

    def keys_of_slugs(self, slugs: Collection[str]) -> list[int]:
        """Return the keys that stand behind the values of a facet of this kind."""


@dataclass
class Registry:
    """The sources by kind, and the facets in the order in which they are shown."""

    sources: dict[str, Source] = field(default_factory=dict)
    groups: tuple[FacetGroup, ...] = ()

    def register(self, source: Any) -> None:
        """Have the things of a source found."""
        self.sources[source.kind] = source


registry = Registry()
