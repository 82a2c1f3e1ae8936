"""How long what nobody needs any more is kept: each app registers its own, and the scheduler deletes what is older.

docs/operations.md has the table; a test compares it with what is registered.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple


class Rule(NamedTuple):
    """What is kept for how long, and the rows whose time is over by a moment that lies so far back."""

    what: str
    kept: timedelta
    older_than: Callable[[datetime], Any]


RULES: dict[str, Rule] = {}


def register_retention(what: str, kept: timedelta, older_than: Callable[[datetime], Any]) -> None:
    """Have the scheduler delete what is older; `older_than` returns a queryset for a moment."""
    RULES[what] = Rule(what, kept, older_than)


def prune(now: datetime) -> None:
    """Delete what is older than it has to be."""
    for rule in RULES.values():
        rule.older_than(now - rule.kept).delete()
