"""Differences between two versions of a piece, word by word."""

import re
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from bs4 import BeautifulSoup

from desk.drafting.body import raw_blocks

WORD = re.compile(r"\S+\s*|\n")


class Change(NamedTuple):
    """Words that were kept (`same`), added (`new`) or removed (`gone`)."""

    kind: str
    words: str


def changes_between(before: Any, after: Any) -> list[list[Change]]:
    """Return headline, deck and paragraphs of two versions, with the changed words in each.

    Unchanged paragraphs are left out.
    """
    matcher = SequenceMatcher(None, old := _paragraphs(before), new := _paragraphs(after), autojunk=False)
    found = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found.append(_words("\n".join(old[a:b]), "\n".join(new[c:d])))
    return found


def _paragraphs(version: Any) -> list[str]:
    parts = [version.title, version.deck]
    for block in raw_blocks(version.body):
        parts += _texts(block["value"])
    return [part for part in parts if part]


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        tags = BeautifulSoup(value, "html.parser").find_all(["p", "h2", "h3", "li", "td", "th"])
        return [tag.get_text(" ", strip=True) for tag in tags] or [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in inner if not isinstance(part, bool) for text in _texts(part)]


def _words(before: str, after: str) -> list[Change]:
    old, new = WORD.findall(before), WORD.findall(after)
    changes = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            changes.append(Change("same", "".join(old[a:b])))
            continue
        pairs = (("gone", "".join(old[a:b])), ("new", "".join(new[c:d])))
        changes += [Change(name, words) for name, words in pairs if words]
    return changes
