"""Feeds of the magazine and of its lists, with the articles in full."""

import mimetypes
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Site

from articles.feeds.feed_formats import FEED_FORMATS, Enclosure, Entry, Feed
from articles.models import ArticlePage, ArticleQuerySet, Contributor, Kind, SectionPage, Trend
from articles.pages.body_html import entry_html, load_bodies
from base.media.renditions import renditions
from base.models import BasePage
from base.sanitize import printable
from members.models import Institution

MAX_ENTRIES = 30
# The date of a magazine in which nothing was ever published.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Channel:
    """What a feed is about: its name, its page on the site, and its articles."""

    id: str
    title: str
    subtitle: str
    path: str
    articles: Any


def _entries(articles: ArticleQuerySet, request: HttpRequest) -> list[Entry]:
    found = list(articles.with_byline().with_trends().with_kind_relations()[:MAX_ENTRIES])
    load_bodies(found)
    return [_entry(article, request) for article in found]


def _entry(article: ArticlePage, request: HttpRequest) -> Entry:
    image = renditions(article.lead_image)[-1] if article.lead_image else None
    url = request.build_absolute_uri(article.get_url(request))
    return Entry(
        id=article.public_id.urn,
        url=url,
        title=printable(article.title) or url,
        summary=printable(article.deck),
        html=entry_html(article, image, request),
        authors=[_author(credit.contributor, request) for credit in article.byline_credits],
        trends=[printable(link.tag.name) for link in article.article_trends.all()],
        image=_enclosure(image, request) if image else None,
        published=article.published_at or article.changed_at,
        changed=article.changed_at,
    )


def _author(contributor: Contributor, request: HttpRequest) -> tuple[str, str]:
    return printable(contributor.name), request.build_absolute_uri(contributor.get_absolute_url())


def _enclosure(image: Any, request: HttpRequest) -> Enclosure:
    content_type = mimetypes.guess_type(image.file.name)[0] or "application/octet-stream"
    return Enclosure(request.build_absolute_uri(image.url), image.file.size, content_type)


def _response(request: HttpRequest, name: str, channel: Channel) -> HttpResponse:
    if name not in FEED_FORMATS:
        raise Http404
    feed_format = FEED_FORMATS[name]
    entries = _entries(channel.articles, request)
    feed = Feed(
        id=channel.id,
        title=printable(channel.title),
        subtitle=printable(channel.subtitle),
        home_url=request.build_absolute_uri(channel.path),
        url=request.build_absolute_uri(request.path),
        language=settings.LANGUAGE_CODE,
        changed=max((entry.changed for entry in entries), default=None) or _begun_at(request),
        entries=entries,
    )
    return HttpResponse(feed_format.serialize(feed), content_type=feed_format.content_type)


def _channel_title(request: HttpRequest, title: str) -> str:
    site = Site.find_for_request(request)
    magazine = (site and site.site_name) or "Dimensions"
    return f"{magazine}: {title}" if title else magazine


def _front_page(request: HttpRequest) -> Any:
    site = Site.find_for_request(request)
    front = site.root_page.specific if site else None
    if not isinstance(front, BasePage):  # nobody has made one yet
        raise Http404
    return front


def _begun_at(request: HttpRequest) -> datetime:
    """Return when the magazine began: the date of a feed without entries, which the time of asking would change."""
    first = ArticlePage.objects.published().aggregate(first=Min("published_at"))["first"]
    return _front_page(request).first_published_at or first or NEVER


@require_safe
def site_feed(request: HttpRequest, name: str) -> HttpResponse:
    """The newest articles of the whole magazine."""
    root = _front_page(request)
    articles = ArticlePage.objects.newest_first()
    return _response(
        request, name, Channel(root.public_id.urn, _channel_title(request, ""), root.tagline, "/", articles)
    )


@require_safe
def section_feed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The newest articles of a section."""
    section = get_object_or_404(SectionPage.objects.published(), slug=slug)
    title, path = _channel_title(request, section.title), section.get_url(request)
    return _response(request, name, Channel(section.public_id.urn, title, section.intro, path, section.articles()))


@require_safe
def trend_feed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The newest articles that carry a trend."""
    trend = get_object_or_404(Trend.objects.public().with_frequency(), slug=slug)
    articles = ArticlePage.objects.newest_first().carrying(trend)
    title, path = _channel_title(request, trend.name), trend.get_absolute_url()
    return _response(request, name, Channel(trend.public_id.urn, title, trend.scope_note, path, articles))


@require_safe
def contributor_feed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The newest articles on which a contributor has a credit."""
    contributor = get_object_or_404(Contributor.objects.public(), slug=slug)
    articles = ArticlePage.objects.newest_first().credited_to(contributor)
    title, path = _channel_title(request, contributor.name), contributor.get_absolute_url()
    return _response(request, name, Channel(contributor.public_id.urn, title, contributor.biography, path, articles))


@require_safe
def institution_feed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The newest articles about an institution or written there."""
    institution = get_object_or_404(Institution.objects.public(), slug=slug)
    articles = ArticlePage.objects.newest_first().concerning(institution)
    title, path = _channel_title(request, institution.name), institution.get_absolute_url()
    return _response(request, name, Channel(institution.public_id.urn, title, institution.about, path, articles))


@require_safe
def kind_feed(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The newest articles of a kind; the id of the feed is derived from that of the magazine."""
    try:
        kind = Kind.from_slug(slug)
    except KeyError as error:
        raise Http404 from error
    own_id = uuid.uuid5(_front_page(request).public_id, f"kind/{kind.value}").urn
    articles = ArticlePage.objects.newest_first().filter(kind=kind)
    title, path = _channel_title(request, kind.plural), kind.get_absolute_url()
    return _response(request, name, Channel(own_id, title, "", path, articles))
