"""Analyse the access log of a web server for feeds: who polls, how politely, and for how many people."""

import gzip
import os
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
# Any line of that format, also of another method or of a request that is no HTTP at all.
COMBINED = re.compile(r'^\S+ \S+ .*\[[^\]]*\] "(?:[^"\\]|\\.)*" \d{3} \S+ "[^"]*" "')
FEED = re.compile(r"^(?P<folder>/(?:feeds|corrections)/(?:.*/)?)(?:rss\.xml|atom\.xml|feed\.json)(?:\?|$)")
# Requests for a past month or day are not polls.
PERIOD = re.compile(r"/\d{4}/\d{2}/(?:\d{2}/)?$")
# As in “Feedly/1.0 (+https://feedly.com/; 42 subscribers; like FeedFetcher)”.
SUBSCRIBERS = re.compile(r"\b(\d{1,7}) (?:subscribers?|readers?)\b", re.IGNORECASE)
NUMBERS = re.compile(r"\d+")
NOT_MODIFIED = "304"


class NoAccessLogError(Exception):
    """A file has lines, and none is one of an access log; the message is a sentence for the operator."""


@dataclass
class FeedHealth:
    """One feed in a log. Aggregators report their number of subscribers; apps are counted by client."""

    polls: int = 0
    unchanged: int = 0
    failed: int = 0
    reported: dict[str, int] = field(default_factory=dict)
    clients: set[tuple[str, str]] = field(default_factory=set)

    @property
    def subscribers(self) -> int:
        """The number of people reached, as far as clients report it; nobody knows it better."""
        return sum(self.reported.values()) + len(self.clients)

    @property
    def share_unchanged(self) -> int:
        """The percentage of polls that cost next to nothing."""
        return round(100 * self.unchanged / self.polls) if self.polls else 0

    def add(self, client: str, status: str, agent: str) -> None:
        """Count one line."""
        self.polls += 1
        self.unchanged += status == NOT_MODIFIED
        self.failed += status >= "400"
        if said := SUBSCRIBERS.search(agent):
            # An aggregator reports its changing number of subscribers with each request; the last one counts.
            self.reported[NUMBERS.sub("#", agent)] = int(said[1])
        else:
            self.clients.add((client, agent))


def read_logs(paths: Iterable[Path], *, most_bytes: int | None = None) -> tuple[dict[str, FeedHealth], int]:
    """Return the feeds by folder, and the number of lines that could not be parsed. Raise NoAccessLogError.

    Of files longer than `most_bytes`, only the end is read; use it only for uncompressed files.
    """
    found: defaultdict[str, FeedHealth] = defaultdict(FeedHealth)
    strange = 0
    for line in _lines(paths, most_bytes):
        parts = LINE.match(line)
        strange += parts is None and '"GET ' in line
        feed = FEED.match(parts["path"]) if parts else None
        if parts and feed and not PERIOD.search(feed["folder"]):
            found[feed["folder"]].add(parts["client"], parts["status"], parts["agent"])
    return dict(found), strange


def _lines(paths: Iterable[Path], most_bytes: int | None) -> Iterator[str]:
    """Yield the lines of files, also compressed ones, with undecodable bytes replaced."""
    for path in paths:
        with _opened(path) as file:
            if most_bytes and path.stat().st_size > most_bytes:
                file.seek(-most_bytes, os.SEEK_END)
                file.readline()  # a partial line
            yield from _of_a_log(path, (line.decode("utf-8", "replace") for line in file))


def _of_a_log(path: Path, lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a file, which may be a pipe and is therefore read once; at its end it may turn out no log."""
    number, is_log = 0, False
    for line in lines:
        number += 1
        is_log = is_log or bool(COMBINED.match(line))
        yield line
    if number and not is_log:
        raise NoAccessLogError(
            f"None of {number} lines of {path} is in the combined log format, in which nginx writes by default: "
            "name an access log in that format."
        )


def _opened(path: Path) -> IO[bytes] | gzip.GzipFile:
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")
