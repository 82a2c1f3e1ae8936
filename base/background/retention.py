"""Retention of data: each app registers its own rules, and the scheduler deletes what is older.

docs/operations.md has the table; a test compares it with the registered rules.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple


class Rule(NamedTuple):
    """The name of a kind of data, how long it is kept, and the queryset of the rows older than a moment."""

    what: str
    kept: timedelta
    older_than: Callable[[datetime], Any]


RULES: dict[str, Rule] = {}


def register_retention(what: str, kept: timedelta, older_than: Callable[[datetime], Any]) -> None:
    """Register a rule by which the scheduler deletes rows; `older_than` returns their queryset for a moment."""
    RULES[what] = Rule(what, kept, older_than)


def prune(now: datetime) -> None:
    """Delete all rows that are older than their rule allows."""
    for rule in RULES.values():
        rule.older_than(now - rule.kept).delete()
