"""The alphabetical index of contributors."""

from dataclasses import dataclass
from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.alphabet import initial, plain
from articles.content_sources import count_credits
from articles.models import Contributor
from articles.pages.structured_data import collection_page
from base.views import read_only

# The maximum for one page; more are split by letter.
ON_ONE_PAGE = 60
OTHER = "other"


@dataclass(frozen=True)
class Letter:
    """A page of people whose names begin with the same letter."""

    name: str
    url: str
    is_shown: bool


@read_only
def contributor_index(request: HttpRequest, letter: str = "") -> HttpResponse:
    """All contributors with a credit on a published piece; if there are very many, those of one letter."""
    found = _keys_by_letter()
    if letter and letter not in found:
        raise Http404
    everybody = list(chain.from_iterable(found.values()))
    if not letter and len(everybody) > ON_ONE_PAGE:
        letter = next(iter(found))
    people = _people(found[letter] if letter else everybody)
    urls = [person.get_absolute_url() for person in people]
    context = {
        "structured_data": collection_page("Contributors", "", urls, request),
        "contributors": people,
        "letters": [_letter(one, letter) for one in found] if letter else [],
        "letter": _name(letter),
    }
    return render(request, "articles/contributor_index.html", context)


def _keys_by_letter() -> dict[str, list[int]]:
    """Return the keys of contributors by letter, both sorted; no database sorts all alphabets properly."""
    names = Contributor.objects.public().order_by().values_list("sort_name", "name", "pk")
    rows = ((plain(sort_name or name), name, pk) for sort_name, name, pk in names)
    found: dict[str, list[int]] = {}
    # Names without a first letter come last.
    for word, _name, pk in sorted(rows, key=lambda row: (not initial(row[0]), row)):
        found.setdefault(initial(word) or OTHER, []).append(pk)
    return found


def _name(letter: str) -> str:
    return "#" if letter == OTHER else letter.upper()


def _letter(letter: str, shown: str) -> Letter:
    return Letter(_name(letter), reverse("contributors_letter", args=[letter]), letter == shown)


def _people(keys: list[int]) -> list[Contributor]:
    """Load people in a given order, with the number of pieces of each."""
    related = Contributor.objects.select_related("institution", "portrait")
    people = related.prefetch_related("portrait__renditions").in_bulk(keys)
    counts = count_credits(keys)
    for key, person in people.items():
        person.count = counts[key]
    return [people[key] for key in keys if key in people]
