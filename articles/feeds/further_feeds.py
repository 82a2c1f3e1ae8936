"""Feeds that are no list of articles, by whoever makes them: an app above this one registers its own."""

from typing import NamedTuple

from django.utils.functional import Promise


class FurtherFeed(NamedTuple):
    """A feed by its name and by the folder of its addresses."""

    name: str | Promise
    path: str


_feeds: list[FurtherFeed] = []


def register_feed(name: str | Promise, path: str) -> None:
    """Announce a feed on the page of all feeds and in the file of them; for `AppConfig.ready()`."""
    _feeds.append(FurtherFeed(name, path))


def further_feeds() -> list[FurtherFeed]:
    """Return what is registered."""
    return list(_feeds)
