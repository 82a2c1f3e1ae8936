"""The content of a feed, independent of its format."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with an entry; the length is in bytes."""

    url: str
    length: int
    type: str


@dataclass(frozen=True)
class Picture(Enclosure):
    """A picture; its size is in pixels."""

    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True)
class FeedCredit:
    """A contributor's role on an entry."""

    name: str
    url: str
    role: str
    affiliation: str
    is_in_byline: bool


@dataclass(frozen=True)
class Category:
    """A term, and the URL of its vocabulary."""

    term: str
    scheme: str


@dataclass(frozen=True)
class Entry:
    """An article in a feed; the id never changes."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    credits: list[FeedCredit]
    categories: list[Category]
    picture: Picture | None
    audio: list[Enclosure]
    published: datetime
    changed: datetime

    @property
    def byline(self) -> list[FeedCredit]:
        """The credits that count as authors."""
        return [credit for credit in self.credits if credit.is_in_byline]


@dataclass(frozen=True)
class Tombstone:
    """An entry that can no longer be read (RFC 6721)."""

    id: str
    deleted_at: datetime


@dataclass(frozen=True)
class Paging:
    """URLs of other documents of the feed (RFC 5005); `current` is set only in archive documents."""

    current: str = ""
    previous: str = ""
    next: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed before it is serialized."""

    id: str
    title: str
    subtitle: str
    home_url: str
    url: str
    language: str
    rights: str
    publisher: str
    publisher_url: str
    # An SVG, and PNGs of 512 and 144 pixels: 144 is the maximum in RSS.
    icon: str
    logo: str
    small_logo: str
    changed: datetime
    entries: list[Entry]
    paging: Paging = Paging()
    # The WebSub hub that is notified of changes.
    hub: str = ""
    tombstones: list[Tombstone] = field(default_factory=list)
