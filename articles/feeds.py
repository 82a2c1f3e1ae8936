"""Feeds of the site, of sections, trends and contributors, with the articles in full."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from articles.body import absolute_html
from articles.feed_forms import FORMS, Entry, Feed
from articles.models import ArticlePage, Contributor, SectionPage, Trend

ENTRIES = 30


@dataclass(frozen=True)
class Channel:
    """What a feed is of: its name, where it stands on the site, and its articles."""

    owner: Any
    title: str
    subtitle: str
    path: str
    articles: Any


def entry(article: ArticlePage, request: HttpRequest) -> Entry:
    """Make the entry of an article; load it with `with_byline()` first."""
    image = article.lead_image.get_rendition("max-1600x1600") if article.lead_image else None
    return Entry(
        id=article.public_id.urn,
        url=request.build_absolute_uri(article.get_url(request)),
        title=article.title,
        summary=article.deck,
        html=absolute_html(article, request),
        authors=[
            (str(credit.contributor), request.build_absolute_uri(credit.contributor.get_absolute_url()))
            for credit in article.byline_credits
        ],
        trends=[link.tag.name for link in article.article_trends.all()],
        image=request.build_absolute_uri(image.url) if image else "",
        published=article.published_at or timezone.now(),
        changed=article.changed_at,
    )


def _response(request: HttpRequest, name: str, channel: Channel) -> HttpResponse:
    if name not in FORMS:
        raise Http404
    write, content_type = FORMS[name]
    feed = Feed(
        id=channel.owner.public_id.urn,
        title=channel.title,
        subtitle=channel.subtitle,
        home_url=request.build_absolute_uri(channel.path),
        url=request.build_absolute_uri(request.path),
        entries=[entry(article, request) for article in channel.articles.with_byline()[:ENTRIES]],
    )
    return HttpResponse(write(feed), content_type=content_type)


def _titled(request: HttpRequest, title: str) -> str:
    site = Site.find_for_request(request)
    magazine = (site and site.site_name) or "Dimensions"
    return f"{magazine}: {title}" if title else magazine


@require_safe
def site_feed(request: HttpRequest, name: str) -> HttpResponse:
    """The newest articles of the whole magazine."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    root = site.root_page.specific
    channel = Channel(root, _titled(request, ""), root.tagline, "/", ArticlePage.objects.newest_first())
    return _response(request, name, channel)


@require_safe
def section_feed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The newest articles of a section."""
    section = get_object_or_404(SectionPage.objects.live().public(), slug=slug)
    title, path = _titled(request, section.title), section.get_url(request)
    return _response(request, name, Channel(section, title, section.intro, path, section.articles()))


@require_safe
def trend_feed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The newest articles that carry a trend."""
    trend = get_object_or_404(Trend, slug=slug)
    articles = ArticlePage.objects.newest_first().filter(article_trends__tag=trend)
    title, path = _titled(request, trend.name), trend.get_absolute_url()
    return _response(request, name, Channel(trend, title, trend.scope_note, path, articles))


@require_safe
def contributor_feed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The newest articles on which a contributor has a credit."""
    person = get_object_or_404(Contributor, slug=slug)
    articles = ArticlePage.objects.newest_first().credited_to(person)
    title, path = _titled(request, person.name), person.get_absolute_url()
    return _response(request, name, Channel(person, title, person.biography, path, articles))
