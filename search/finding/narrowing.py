"""Facets on the results page: chosen values, available values, and their URLs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from search.finding.query import clean
from search.indexing.entries import Found
from search.indexing.records import FacetGroup
from search.models import Facet, filled_up

MOST_CHOSEN = 12
LONGEST_SLUG = 100
SHOWN = 8  # values of a facet; the others are collapsed
MOST_VALUES = 12
MOST_COMMON = 120  # values to consider, of all facets


@dataclass(frozen=True)
class Choice:
    """The choices in a query string."""

    typed: str = ""
    slugs: tuple[tuple[str, str], ...] = ()
    by_date: bool = False

    def url(self, *, page: int = 1) -> str:
        """Return the query string of the page with these results."""
        given: list[tuple[str, Any]] = [("q", self.typed)] if self.typed else []
        given += [*self.slugs, *([("sort", "date")] if self.by_date else []), *([("page", page)] if page > 1 else [])]
        return f"?{urlencode(given)}" if given else "?"

    def with_slug(self, group: str, slug: str) -> "Choice":
        """Return the choice with a value added."""
        return Choice(self.typed, (*self.slugs, (group, slug)), self.by_date)

    def without_slug(self, group: str, slug: str) -> "Choice":
        """Return the choice with a value removed."""
        return Choice(self.typed, tuple(pair for pair in self.slugs if pair != (group, slug)), self.by_date)

    def sorted_by(self, *, date: bool) -> "Choice":
        """Return the choice in another order."""
        return Choice(self.typed, self.slugs, date)

    def looking_for(self, typed: str) -> "Choice":
        """Return the choice for another query, without facets."""
        return Choice(typed, (), self.by_date)


@dataclass(frozen=True)
class Value:
    """A value to choose, or to remove."""

    label: str
    url: str
    count: int = 0
    is_about: bool = False  # the count is an estimate
    is_chosen: bool = False
    slug: str = ""

    @property
    def link(self) -> SafeString:
        """The value as a link with its count, built in code: a page has a hundred, too many for a template each."""
        url, label = escape(self.url), escape(self.label)
        if self.is_chosen:
            taken = '<span aria-hidden="true">×</span><span class="hidden">: take away</span>'
            link = f'<a href="{url}" aria-current="true" dir="auto">{label} {taken}</a>'
            return mark_safe(link)  # noqa: S308 - URL and label are escaped above
        count = f'<span class="facet__count">{"about " if self.is_about else ""}{self.count}</span>'
        return mark_safe(f'<a href="{url}" dir="auto">{label}</a> {count}')  # noqa: S308 - escaped above


@dataclass(frozen=True)
class FacetValues:
    """The values of a facet."""

    label: str | Promise
    values: Sequence[Value]
    more: Sequence[Value] = ()
    name: str = ""


def parse_choice(typed: str, given: QueryDict, groups: Sequence[FacetGroup]) -> Choice:
    """Return the choices of a query string; unknown values are kept, since they must find nothing."""
    pairs = ((group.name, slug) for group in groups for slug in map(_slug, given.getlist(group.name)) if slug)
    return Choice(typed, tuple(dict.fromkeys(pairs))[:MOST_CHOSEN], given.get("sort") == "date")


def _slug(given: str) -> str:
    return clean(given)[:LONGEST_SLUG]


def chosen_facets(choice: Choice) -> dict[tuple[str, str], Facet | None]:
    """Return the facets of a choice; None for an unknown value."""
    found = Facet.objects.filter(slug__in=[slug for _group, slug in choice.slugs]) if choice.slugs else []
    rows = {(row.group, row.slug): row for row in found}
    return {pair: rows.get(pair) for pair in choice.slugs}


def taken_back(choice: Choice, chosen: Mapping[tuple[str, str], Facet | None], group: str = "") -> list[Value]:
    """Return the chosen values of one facet or of all, with the URLs that remove them."""
    pairs = [(pair, row) for pair, row in chosen.items() if pair[0] == group or not group]
    return [
        Value(_label(pair, row), choice.without_slug(*pair).url(), is_chosen=True, slug=pair[1]) for pair, row in pairs
    ]


def facet_groups(
    found: Found, choice: Choice, chosen: Mapping[tuple[str, str], Facet | None], groups: Sequence[FacetGroup]
) -> list[FacetValues]:
    """Return the facets that narrow the results, without values that all of them have."""
    rows = _rows(found)
    made = (_facet_group(group, rows.get(group.name, []), found, choice, chosen) for group in groups)
    return [group for group in made if group.values]


class Offer(NamedTuple):
    """A value of a facet, and its number of results."""

    key: str
    slug: str
    label: str
    number: int


def _rows(found: Found) -> dict[str, list[Offer]]:
    common = dict(found.facets.most_common(MOST_COMMON))
    rows: dict[str, list[Offer]] = {}
    for pk, group, key, slug, label in Facet.objects.rows_by_key(*filled_up([*map(int, common)])):
        rows.setdefault(group, []).append(Offer(key, slug, label, common[str(pk)]))
    return rows


def _facet_group(
    group: FacetGroup, rows: Sequence[Offer], found: Found, choice: Choice, chosen: Mapping[Any, Facet | None]
) -> FacetValues:
    taken = taken_back(choice, chosen, group.name)
    if taken and not group.has_several:
        return FacetValues(group.label, taken, name=group.name)
    offered = list(_offered(group, rows, found, choice))
    return FacetValues(group.label, [*taken, *offered[:SHOWN]], offered[SHOWN:], group.name)


def _label(pair: tuple[str, str], row: Facet | None) -> str:
    return row.label if row else pair[1]


def _offered(group: FacetGroup, rows: Sequence[Offer], found: Found, choice: Choice) -> Iterator[Value]:
    rows = [row for row in rows if row.number < found.total and (group.name, row.slug) not in choice.slugs]
    before = choice.url()
    begin = f"{before}&{group.name}=" if before != "?" else f"?{group.name}="
    for row in sorted(rows, key=_last_first if group.by_value else _frequent_first)[:MOST_VALUES]:
        count = rounded(row.number) if found.is_estimated else row.number
        yield Value(row.label, begin + quote(row.slug), count, found.is_estimated, slug=row.slug)


def _last_first(row: Offer) -> tuple[int, str]:
    return -int(row.key), row.label


def _frequent_first(row: Offer) -> tuple[int, str]:
    return -row.number, row.label


def rounded(count: int) -> int:
    """Return an estimate rounded to two significant digits."""
    return int(float(f"{count:.2g}"))
