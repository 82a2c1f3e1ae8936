"""Alternatives to a search without results: each leads to results, and none back to the same page."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from search.finding.find import Results, find
from search.finding.narrowing import Choice
from search.finding.query import parse_query

MOST = 6


class Way(NamedTuple):
    """A link to a search with results."""

    text: str
    url: str
    total: int


def ways_out(results: Results, choice: Choice, chosen: Mapping[Any, Any]) -> list[Way]:
    """Return searches with results: without one of the facets, without all, with fewer words."""
    if results.total:
        return [Way(_("The first page of the results"), choice.url(), results.total)]
    found = [*_with_fewer_facets(results, choice, chosen), *_with_fewer_words(results, choice)]
    return list(dict.fromkeys(way for way in found if way.total))[:MOST]


def _with_fewer_facets(results: Results, choice: Choice, chosen: Mapping[Any, Any]) -> Iterator[Way]:
    for pair, row in chosen.items():
        others = [other for place, other in chosen.items() if place != pair]
        if all(others) and (others or results.query):
            scope = replace(results.scope, facets=tuple(other.pk for other in others))
            label = _("Without “%s”") % (row.label if row else pair[1])
            yield Way(label, choice.without_slug(*pair).url(), find(results.query, scope).total)
    if len(chosen) > 1 and results.query:
        everything = find(results.query, results.scope.whole).total
        yield Way(_("Without any filter"), choice.looking_for(choice.typed).url(), everything)


def _with_fewer_words(results: Results, choice: Choice) -> Iterator[Way]:
    """Yield the query without its operators, if these exclude everything, and without its facets."""
    if results.query.only_excludes:
        return  # Its words are what was to be left out.
    plain = " ".join(choice.typed.replace('"', " ").replace(" -", " ").lstrip("- ").split())
    if plain and plain != choice.typed:
        query = parse_query(plain)
        yield Way(_("Just the words: %s") % plain, choice.looking_for(plain).url(), find(query, results.scope).total)
