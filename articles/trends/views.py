"""The pages of the vocabulary."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles import content_sources
from articles.keyset import Cursor
from articles.models import ArticlePage, Trend
from articles.pages.listings import Listing, listing_response
from articles.pages.structured_data import collection_page
from articles.trends import index
from articles.trends.page import trend_profile
from base.pages.former_slugs import follow_former_slugs
from base.views import read_only


@read_only
def trend_index(request: HttpRequest) -> HttpResponse:
    """The vocabulary by group, with rising trends at the top."""
    found = index.trend_index()
    described = collection_page("Trends", "The vocabulary of the field.", list(found.urls), request)
    return render(request, "articles/trend_index.html", {"index": found, "structured_data": described})


@read_only
@follow_former_slugs(Trend)
def trend(request: HttpRequest, slug: str, before: Cursor | None = None) -> HttpResponse:
    """Articles that carry a trend."""
    term = next(iter(Trend.objects.for_slug(slug)), None)
    if term is None:
        raise Http404
    listing = Listing(
        title=term.name,
        kicker=term.group.name,
        intro=term.scope_note,
        description=f"Articles about: {term.name}.",
        articles=ArticlePage.objects.newest_first().carrying(term),
        url=term.get_absolute_url(),
        feed=f"trends/{term.slug}",
        empty="No article carries this trend yet.",
        template="articles/trend_page.html",
        context={
            "trend": term,
            "synonyms": term.synonyms.all(),
            "profile": trend_profile(term, request) if before is None else None,
        },
        elsewhere=content_sources.content_groups(term, request) if before is None else (),
    )
    return listing_response(request, listing, before)
