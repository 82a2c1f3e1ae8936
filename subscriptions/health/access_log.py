"""What a web server's access log says of feeds: who polls, how politely, and for how many people."""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

# The “combined” format, in which nginx writes; “masked” of deploy/nginx is the same.
LINE = re.compile(
    r'^(?P<client>\S+) \S+ \S+ \[[^\]]*\] "(?:GET|HEAD) (?P<path>\S+) [^"]*" (?P<status>\d{3}) \S+'
    r' "[^"]*" "(?P<agent>[^"]*)"'
)
FEED = re.compile(r"^(?P<folder>/(?:feeds|corrections)/(?:.*/)?)(?:rss\.xml|atom\.xml|feed\.json)(?:\?|$)")
# A month of the past is no poll.
MONTH = re.compile(r"/\d{4}/\d{2}/$")
# As in “Feedly/1.0 (+https://feedly.com/; 42 subscribers; like FeedFetcher)”.
SUBSCRIBERS = re.compile(r"\b(\d{1,7}) (?:subscribers?|readers?)\b", re.IGNORECASE)
NUMBERS = re.compile(r"\d+")
NOT_MODIFIED = "304"


@dataclass
class FeedHealth:
    """One feed in a log. Aggregators say for how many they ask; of apps, different clients are counted."""

    polls: int = 0
    unchanged: int = 0
    failed: int = 0
    reported: dict[str, int] = field(default_factory=dict)
    clients: set[tuple[str, str]] = field(default_factory=set)

    @property
    def subscribers(self) -> int:
        """How many people it reaches, as far as programs say; nobody knows it better."""
        return sum(self.reported.values()) + len(self.clients)

    @property
    def share_unchanged(self) -> int:
        """How many of a hundred polls cost next to nothing."""
        return round(100 * self.unchanged / self.polls) if self.polls else 0

    def add(self, client: str, status: str, agent: str) -> None:
        """Count one line."""
        self.polls += 1
        self.unchanged += status == NOT_MODIFIED
        self.failed += status >= "400"
        if said := SUBSCRIBERS.search(agent):
            # The same aggregator asks for the same feed with a number that changes; the last one counts.
            self.reported[NUMBERS.sub("#", agent)] = int(said[1])
        else:
            self.clients.add((client, agent))


def read_logs(paths: Iterable[Path]) -> tuple[dict[str, FeedHealth], int]:
    """Return the feeds by their folders, and how many lines could not be understood."""
    found: defaultdict[str, FeedHealth] = defaultdict(FeedHealth)
    strange = 0
    for line in _lines(paths):
        parts = LINE.match(line)
        strange += parts is None and '"GET ' in line
        feed = FEED.match(parts["path"]) if parts else None
        if parts and feed and not MONTH.search(feed["folder"]):
            found[feed["folder"]].add(parts["client"], parts["status"], parts["agent"])
    return dict(found), strange


def _lines(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the lines of files, packed ones too, whatever bytes somebody sent."""
    for path in paths:
        with _opened(path) as file:
            for line in file:
                yield line.decode("utf-8", "replace")


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]  # a file of bytes
