"""Feeds that are not lists of articles: apps above this one register their own."""

from typing import NamedTuple

from django.utils.functional import Promise


class FurtherFeed(NamedTuple):
    """A feed: its name, and the folder of its URLs."""

    name: str | Promise
    path: str


_feeds: list[FurtherFeed] = []


def register_feed(name: str | Promise, path: str) -> None:
    """Announce a feed on the page of all feeds and in the file of them; for `AppConfig.ready()`."""
    _feeds.append(FurtherFeed(name, path))


def further_feeds() -> list[FurtherFeed]:
    """Return the registered feeds."""
    return list(_feeds)
