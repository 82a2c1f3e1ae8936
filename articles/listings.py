"""Lists of articles: one way to page, head and offer feeds for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse

from articles.cards import Card, cards

ARTICLES_A_PAGE = 12
# No database counts further than its integers go.
LAST_PAGE = 9_999


@dataclass(frozen=True)
class Listing:
    """What a list is called, what is in it and where it stands.

    The intro is printed; the description is what search engines get where there is no intro.
    """

    title: str
    articles: Any
    url: str
    intro: str = ""
    description: str = ""
    kicker: str = ""
    feed: str = ""
    colour: str = ""
    empty: str = "Nothing has been published here yet."
    upcoming: Any = None
    elsewhere: Sequence[Any] = ()
    template: str = "articles/listing.html"
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ListingPage:
    """One page of a list, ready for a template."""

    cards: Sequence[Card]
    number: int
    previous_url: str
    next_url: str
    upcoming: Sequence[Card] = ()


def page_url(listing: Listing, number: int) -> str:
    """The address of a page; the first page is the list itself."""
    return listing.url if number == 1 else f"{listing.url}page/{number}/"


def turn_to(listing: Listing, number: int, request: HttpRequest) -> ListingPage:
    """Give one page of a list; raises Http404 past the end."""
    if not 1 <= number <= LAST_PAGE:
        raise Http404
    start = (number - 1) * ARTICLES_A_PAGE
    found = list(listing.articles.with_byline()[start : start + ARTICLES_A_PAGE + 1])
    if number > 1 and not found:
        raise Http404
    return ListingPage(
        cards=cards(found[:ARTICLES_A_PAGE], request),
        number=number,
        previous_url=page_url(listing, number - 1) if number > 1 else "",
        next_url=page_url(listing, number + 1) if len(found) > ARTICLES_A_PAGE else "",
        upcoming=_upcoming(listing, request) if number == 1 else (),
    )


def _upcoming(listing: Listing, request: HttpRequest) -> list[Card]:
    """What is still to come and stands above the list."""
    return [] if listing.upcoming is None else cards(list(listing.upcoming.with_byline()), request)


def listing_response(
    request: HttpRequest, listing: Listing, number: int = 1, *, extra: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer with one page of a list; page 1 has one address only."""
    if number == 1 and request.path.endswith("/page/1/"):
        return HttpResponsePermanentRedirect(listing.url)
    context = {
        **(extra or {}),
        **listing.context,
        "listing": listing,
        "page_of": turn_to(listing, number, request),
    }
    return TemplateResponse(request, listing.template, context)
