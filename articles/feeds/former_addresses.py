"""The feed URLs of common magazine systems, for subscribers of a magazine that moved here."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.text import slugify

from articles.feeds.scopes import find_term
from articles.models import Trend
from base.views import read_only

OF_THE_SITE = ("feed/", "feed/rss/", "feed/rss2/", "feed/atom/", "rss/", "rss.xml", "atom.xml", "feed.xml", "index.xml")
# What such a folder may contain, in the order in which a slug is looked up.
FOLDERS = {
    "category": ("sections", "kinds", "trends"),
    "section": ("sections",),
    "tag": ("trends", "kinds"),
    "topic": ("trends",),
    "author": ("contributors",),
}


@read_only
def site(request: HttpRequest) -> HttpResponse:
    """The feed of everything."""
    name = "atom.xml" if "atom" in request.path else "rss.xml"
    return HttpResponsePermanentRedirect(reverse("site_feed", args=[name]))


@read_only
def term(request: HttpRequest, folder: str, slug: str) -> HttpResponse:
    """The feed of a category, a tag or an author; a tag may be a synonym of a trend."""
    for scope in FOLDERS[folder]:
        for candidate in (slug, _trend_of(slug) if scope == "trends" else ""):
            if path := _path(scope, candidate):
                return HttpResponsePermanentRedirect(path)
    raise Http404


def _path(scope: str, slug: str) -> str:
    try:
        return f"{find_term(scope, slug).path}rss.xml"
    except Http404:
        return ""


def _trend_of(slug: str) -> str:
    """Return the slug of the trend whose name or synonym makes this slug."""
    trend = Trend.objects.resolve(slug.replace("-", " "))
    return trend.slug if trend and slugify(slug) else ""
