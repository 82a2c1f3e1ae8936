"""Readers at work while an editor publishes: no response is more than a second out of date."""

import itertools
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from tests.magazine import Magazine
from tests.stack.test_page_store import SEEN_WITHIN_SECONDS, ask, front

__all__ = ["front"]

READERS, VERSIONS = 4, 10
# Each version is logged right after its commit, by the clock that all processes of a machine share.
PUBLISH = f"""
import random, time
from articles.models import ArticlePage, Contributor, Trend
article = ArticlePage.objects.live().order_by("-published_at").first()
chance = random.Random(1)
for number in range({VERSIONS}):
    article.title = f"Version {{number:03}}"
    article.save_revision().publish()
    print(number, time.monotonic(), flush=True)
    time.sleep(chance.uniform(0.1, 2.5))  # now before all pages are stored again, now after
    chance.choice([Contributor, Trend]).objects.first().save()
"""


class Read(NamedTuple):
    """A response: when and where it was requested, and its version."""

    asked_at: float
    path: str
    version: int


def read(url: str, paths: Iterator[str], stopping: threading.Event) -> list[Read]:
    seen = []
    for path in paths:
        if stopping.is_set():
            break
        asked_at, answer = time.monotonic(), ask(url, path)
        assert answer.status == 200, path
        found = re.search(rb"Version (\d{3})", answer.body)
        seen.append(Read(asked_at, path, int(found[1]) if found else -1))
    return seen


def test_many_read_while_an_editor_publishes(front: str, magazine: Magazine):
    paths = ["/", "/feeds/rss.xml", "/feeds/feed.json", "/api/v3/articles/"]
    doors, stopping = [front, magazine.url], threading.Event()
    for path in paths:
        ask(front, path)
    with ThreadPoolExecutor(READERS) as crowd:
        readers = [
            crowd.submit(read, doors[number % 2], itertools.cycle(paths[number:] + paths[:number]), stopping)
            for number in range(READERS)
        ]
        said = magazine.manage("shell", "--verbosity", "0", "--command", PUBLISH)
        stopping.set()
    committed = [(int(line.split()[0]), float(line.split()[1])) for line in said.splitlines()]
    seen = [one for reader in readers for one in reader.result()]

    assert len(committed) == VERSIONS
    assert {one.path for one in seen} == set(paths)
    assert len({one.version for one in seen}) > VERSIONS / 2, "readers came too rarely to notice anything"
    stale = [one for one in seen if one.version < _least(one.asked_at, committed)]
    assert not stale


def _least(asked_at: float, committed: list[tuple[int, float]]) -> int:
    """Return the version that must show by then."""
    due = [number for number, at in committed if at <= asked_at - SEEN_WITHIN_SECONDS]
    return max(due, default=-1)
