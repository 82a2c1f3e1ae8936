"""Lists of articles by trend, contributor, institution, kind and date, and what belongs to one article."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from articles import content_sources
from articles.keyset import Cursor
from articles.models import ArticlePage, ArticleQuerySet, Contributor, Kind
from articles.models.dates import next_month
from articles.pages.cards import Card, cards
from articles.pages.listings import Listing, listing_response
from articles.pages.structured_data import organization, profile_page
from base.blocks.data import table_csv
from base.pages.former_slugs import follow_former_slugs
from base.views import read_only
from members.directory.institution_search import is_member
from members.models import Institution
from members.reading.access import mark_no_store, require_read
from page_store.policy.cacheability import expires_at

ON_A_PROFILE = 6


@dataclass(frozen=True)
class First:
    """The first few articles of a list, and whether there are more."""

    cards: Sequence[Card]
    has_more: bool


@read_only
def numbered_page(request: HttpRequest, number: int, **named: Any) -> HttpResponse:
    """Redirect former numbered pages, whose content moved every week, to their list."""
    return HttpResponsePermanentRedirect(request.path.rsplit("page/", 1)[0])


@read_only
@follow_former_slugs(Contributor)
def contributor(request: HttpRequest, slug: str, before: Cursor | None = None) -> HttpResponse:
    """A contributor's profile, and the articles on which they have a credit."""
    person = get_object_or_404(Contributor.objects.public().select_related("institution", "portrait"), slug=slug)
    listing = Listing(
        title=person.name,
        kicker=person.get_kind_display(),
        description=Truncator(person.biography).words(30) or f"Articles by {person.name}.",
        articles=ArticlePage.objects.newest_first().credited_to(person),
        url=person.get_absolute_url(),
        feed=f"contributors/{person.slug}",
        template="articles/contributor_page.html",
        context={
            "contributor": person,
            "links": person.links.all(),
            "structured_data": profile_page(person, request),
        },
        elsewhere=content_sources.content_groups(person, request) if before is None else (),
    )
    return listing_response(request, listing, before)


@read_only
@follow_former_slugs(Institution)
def institution(request: HttpRequest, slug: str) -> HttpResponse:
    """An institution's profile, and the newest articles about it and by its people."""
    place = get_object_or_404(Institution.objects.public().select_related("logo", "type"), slug=slug)
    newest = ArticlePage.objects.newest_first()
    context = {
        "institution": place,
        "is_member": is_member(place),
        "listing": {
            "title": place.name,
            "intro": place.about,
            "description": f"Articles about {place.name} and by its people.",
            "feed": f"institutions/{place.slug}",
        },
        "about": _first(newest.about(place), request),
        "written": _first(newest.written_at(place), request),
        "elsewhere": content_sources.content_groups(place, request),
        "structured_data": {"@context": "https://schema.org", **organization(place, request)},
    }
    return render(request, "articles/institution_page.html", context)


def _first(articles: ArticleQuerySet, request: HttpRequest) -> First:
    found = list(articles.for_cards()[: ON_A_PROFILE + 1])
    return First(cards(found[:ON_A_PROFILE], request), len(found) > ON_A_PROFILE)


@read_only
@follow_former_slugs(Institution)
def institution_articles(request: HttpRequest, slug: str, before: Cursor | None = None, *, which: str) -> HttpResponse:
    """All articles about an institution, or all that were written there."""
    place = get_object_or_404(Institution.objects.public(), slug=slug)
    newest = ArticlePage.objects.newest_first()
    title, articles = {
        "about": (f"About {place.name}", newest.about(place)),
        "written": (f"Written at {place.name}", newest.written_at(place)),
    }[which]
    listing = Listing(
        title=title,
        kicker=place.name,
        articles=articles,
        description=f"{title}: articles of the magazine.",
        url=f"{place.get_absolute_url()}{which}/",
        feed=f"institutions/{place.slug}",
    )
    return listing_response(request, listing, before)


@read_only
def kind(request: HttpRequest, slug: str, before: Cursor | None = None) -> HttpResponse:
    """Articles of one kind; upcoming events come first."""
    try:
        wanted = Kind.from_slug(slug)
    except KeyError as error:
        raise Http404 from error
    articles = ArticlePage.objects.newest_first().filter(kind=wanted)
    upcoming = None
    if wanted is Kind.EVENT:
        upcoming = ArticlePage.objects.upcoming_events()
        expires_at(upcoming.aggregate(at=Min("event_ends_at"))["at"])
        articles = articles.filter(event_ends_at__lte=timezone.now()).order_by("-event_starts_at", "-pk")
    listing = Listing(
        title=wanted.plural,
        description=f"{wanted.plural} from every section of the magazine, the newest first.",
        articles=articles,
        by="event_starts_at" if wanted is Kind.EVENT else "published_at",
        url=wanted.get_absolute_url(),
        feed=f"kinds/{slug}",
        upcoming=upcoming,
        context={"kind": wanted},
    )
    return listing_response(request, listing, before)


@read_only
def year(request: HttpRequest, year: int, before: Cursor | None = None) -> HttpResponse:
    """Articles of a year, with a way to each of its months."""
    if year not in ArticlePage.objects.years():
        raise Http404
    listing = _dated(str(year), reverse("year", args=[year]), dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
    days = [dt.date(year, month, 1) for month in ArticlePage.objects.published().months_of(year)]
    links = [(date_format(day, "F"), reverse("month", args=[year, day.month])) for day in days]
    return listing_response(request, replace(listing, context={"months": links}), before)


@read_only
def month(request: HttpRequest, year: int, month: int, before: Cursor | None = None) -> HttpResponse:
    """Articles of a month."""
    first = dt.date(year, month, 1)
    url = reverse("month", args=[year, month])
    if not ArticlePage.objects.published().between(first, next_month(first)).exists():
        raise Http404
    return listing_response(request, _dated(date_format(first, "F Y"), url, first, next_month(first)), before)


def _dated(title: str, url: str, first: dt.date, after: dt.date) -> Listing:
    articles = ArticlePage.objects.newest_first().between(first, after)
    description = f"Everything that was published in {title}."
    return Listing(
        title=title,
        kicker="Published in",
        description=description,
        articles=articles,
        url=url,
        empty="Nothing was published then.",
    )


@read_only
def table_data(request: HttpRequest, public_id: uuid.UUID, block_id: uuid.UUID) -> HttpResponse:
    """The data of one table of an article as CSV."""
    article = get_object_or_404(ArticlePage.objects.published(), public_id=public_id)
    require_read(request, article)
    for block in article.body:
        if block.block_type == "data_table" and block.id == str(block_id):
            response = HttpResponse(
                table_csv(block.value["table"]),
                content_type="text/csv; charset=utf-8",
                headers={"Content-Disposition": f'attachment; filename="{article.slug}.csv"'},
            )
            return mark_no_store(response) if article.is_gated() else response
    raise Http404
