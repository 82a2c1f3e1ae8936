"""The wall of covers, by year and by theme."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest

from archive.reading.cards import IssueCard, issue_cards
from articles.alphabet import initial, plain


@dataclass(frozen=True)
class IssueGroup:
    """Issues under a heading: a year, or the first letter of their themes."""

    name: str
    issues: Sequence[IssueCard]


def by_year(issues: Iterable, request: HttpRequest) -> list[IssueGroup]:
    """Group issues by year; pass them newest first."""
    cards = issue_cards(issues, request)
    return [IssueGroup(str(year), list(found)) for year, found in groupby(cards, key=lambda card: card.year)]


def by_letter(issues: Iterable, request: HttpRequest) -> list[IssueGroup]:
    """Group issues by the first letter of their themes; a leading “The” or “A” does not count."""
    cards = sorted(issue_cards(issues, request), key=lambda card: (sort_key(card.title), -card.year))
    return [IssueGroup(letter, list(found)) for letter, found in groupby(cards, key=lambda card: _letter(card.title))]


def sort_key(title: str) -> str:
    """Return the sort key of a theme: plain letters, without a leading “The”, “A” or “An”."""
    words = plain(title)
    first, _space, rest = words.partition(" ")
    return rest if first in {"a", "an", "the"} and rest else words


def _letter(title: str) -> str:
    return initial(sort_key(title)).upper() or "#"
