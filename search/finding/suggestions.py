"""Suggestions while somebody types: names and titles that match so far."""

from typing import NamedTuple

from search.finding import ranking
from search.finding.find import Scope
from search.finding.query import clean
from search.indexing import tokens
from search.indexing.database import current_index
from search.indexing.expressions import EXACT, Expression, Token
from search.indexing.records import registry
from search.models import SearchDocument

MOST = 8
SHORTEST = 2


class Suggestion(NamedTuple):
    """A thing, and its type."""

    document: SearchDocument
    title: str


def suggestions(typed: str) -> list[Suggestion]:
    """Return things whose names or title contain the typed words; the last one may be incomplete."""
    forms = tokens.forms(clean(typed))
    if not forms or len("".join(forms)) < SHORTEST:
        return []
    *before, last = forms
    words: list[Expression] = [Token(EXACT + form) for form in before]
    ranked = current_index().best(Scope().limit(*words, Token(EXACT + last, is_prefix=True)), 0)
    found = ranking.candidates(ranked)
    profiles = {source.kind for source in registry.sources.values() if source.is_profile}
    ordered = sorted(found, key=lambda one: (one.kind not in profiles, -one.by_index))[:MOST]
    documents = SearchDocument.objects.shown_in_bulk([one.key for one in ordered])
    return [Suggestion(documents[one.key], documents[one.key].shown.title) for one in ordered]
