"""Lists of articles: one way to page, head and offer feeds for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.keyset import Cursor
from articles.pages.cards import Card, cards
from articles.pages.structured_data import collection_page
from page_store.policy.cacheability import store_with_low_priority

ARTICLES_A_PAGE = 12


@dataclass(frozen=True)
class Listing:
    """A list of articles: title, queryset, the date that orders it, and its address.

    The intro is printed; the description is what search engines get where there is no intro.
    """

    title: str
    articles: Any
    url: str
    by: str = "published_at"
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
    """One page of a list, ready for a template; the first one has no place that it begins after."""

    cards: Sequence[Card]
    before: datetime | None
    previous_url: str
    next_url: str
    upcoming: Sequence[Card] = ()


def page_url(listing: Listing, place: Cursor) -> str:
    """The address of what comes after a place in a list."""
    return f"{listing.url}before/{place}/"


def paginate(listing: Listing, place: Cursor | None, request: HttpRequest) -> ListingPage:
    """Return one page of a list. Raise Http404 where nothing comes after the place."""
    if place:
        store_with_low_priority()
    articles = place.older(listing.articles, listing.by) if place else listing.articles
    found = list(articles.for_cards()[: ARTICLES_A_PAGE + 1])
    if place and not found:
        raise Http404
    shown = found[:ARTICLES_A_PAGE]
    return ListingPage(
        cards=cards(shown, request),
        before=place.moment if place else None,
        previous_url=_newer_url(listing, place) if place else "",
        next_url=page_url(listing, _place_of(listing, shown[-1])) if len(found) > len(shown) else "",
        upcoming=[] if place else _upcoming(listing, request),
    )


def _place_of(listing: Listing, article: Any) -> Cursor:
    return Cursor(getattr(article, listing.by), article.pk)


def _newer_url(listing: Listing, place: Cursor) -> str:
    """The address of the page before; the first page is the list itself."""
    newer = list(place.newer(listing.articles, listing.by)[: ARTICLES_A_PAGE + 1])
    return page_url(listing, Cursor(*newer[-1])) if len(newer) > ARTICLES_A_PAGE else listing.url


def _upcoming(listing: Listing, request: HttpRequest) -> list[Card]:
    """Return the cards of upcoming events, which precede the list."""
    return [] if listing.upcoming is None else cards(list(listing.upcoming.for_cards()), request)


def listing_context(request: HttpRequest, listing: Listing, place: Cursor | None) -> dict[str, Any]:
    """Return the template context of one page of a list."""
    page = paginate(listing, place, request)
    urls = [card.url for card in page.cards]
    described = collection_page(listing.title, listing.intro or listing.description, urls, request)
    return {"structured_data": described, **listing.context, "listing": listing, "page_of": page}


def listing_response(request: HttpRequest, listing: Listing, place: Cursor | None = None) -> HttpResponse:
    """Answer with one page of a list."""
    return TemplateResponse(request, listing.template, listing_context(request, listing, place))
