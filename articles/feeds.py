"""Feeds of the site, of sections, trends and contributors: RSS 2.0, Atom 1.0 and JSON Feed 1.1."""

from django.http import Http404, HttpRequest, HttpResponse


def site_feed(request: HttpRequest, name: str) -> HttpResponse:
    """The newest articles of the whole magazine."""
    raise Http404


section_feed = trend_feed = contributor_feed = site_feed
