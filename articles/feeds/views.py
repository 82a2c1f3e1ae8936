"""Feeds of the magazine and of its lists, with the articles in full."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponsePermanentRedirect

from articles.feeds import channels
from articles.feeds.channels import Channel, Document
from articles.feeds.combinations import find_combination
from articles.feeds.entries import make_entries
from articles.feeds.feed_formats import FEED_FORMATS
from articles.feeds.formats.feed import Feed, Paging, Tombstone
from articles.feeds.scopes import find_term, model_of
from articles.models import Tombstone as StoredTombstone
from base.pages.former_slugs import redirect_former_slug
from base.sanitize import printable
from base.views import Gone, read_only


@read_only
def site_feed(request: HttpRequest, name: str, **month: int) -> HttpResponse:
    """The newest articles of the whole magazine, or all of a month."""
    return _response(request, name, channels.site_channel(request), month)


@read_only
def feed(request: HttpRequest, scope: str, slug: str, name: str, **month: int) -> HttpResponse:
    """The newest articles of one list, or all of a month; a list that was renamed is followed."""
    try:
        channel = channels.term_channel(request, find_term(scope, slug))
    except Gone:
        raise
    except Http404:
        return redirect_former_slug(request, model_of(scope), slug)
    return _response(request, name, channel, month)


@read_only
def combined_feed(request: HttpRequest, any_of: str, name: str, without: str = "", **month: int) -> HttpResponse:
    """The newest articles of several lists; the same lists in another order lead to one address.

    There are more combinations than a store could hold, so none is stored or searched.
    """
    try:
        combination = find_combination(any_of, without)
    except ValueError as error:
        return HttpResponseBadRequest(f"{error}\n", content_type="text/plain; charset=utf-8")
    if (any_of, without) != combination.names:
        return HttpResponsePermanentRedirect(_document_path(combination.path, name, _first_day(month)))
    response = _response(request, name, combination.channel(request), month)
    response["Cache-Control"] = "public, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return response


def _response(request: HttpRequest, name: str, channel: Channel, month: dict[str, int]) -> HttpResponse:
    if name not in FEED_FORMATS:
        raise Http404
    first_day = _first_day(month)
    articles = channel.articles
    document = channels.archive_document(articles, first_day) if first_day else channels.current_document(articles)
    feed_format = FEED_FORMATS[name]
    content = feed_format.serialize(_feed(request, name, channel, document))
    return HttpResponse(content, content_type=feed_format.content_type)


def _first_day(month: dict[str, int]) -> dt.date | None:
    return dt.date(month["year"], month["month"], 1) if month else None


def _feed(request: HttpRequest, name: str, channel: Channel, document: Document) -> Feed:
    entries = make_entries(document.articles, request)
    tombstones = [] if document.month else _tombstones(channel)
    changes = [entry.changed for entry in entries] + [gone.deleted_at for gone in tombstones]
    changed = max(changes, default=None) or channels.begun_at(request)
    return Feed(
        id=channel.id.urn,
        title=printable(channel.title),
        subtitle=printable(channel.subtitle),
        home_url=request.build_absolute_uri(channel.home_path),
        entries=entries,
        paging=_paging(request, name, channel, document),
        tombstones=tombstones,
        **channels.imprint(request, changed),
    )


def _tombstones(channel: Channel) -> list[Tombstone]:
    found = StoredTombstone.objects.shown_in(channel.lists)
    return [Tombstone(gone.public_id.urn, gone.deleted_at) for gone in found]


def _paging(request: HttpRequest, name: str, channel: Channel, document: Document) -> Paging:
    def url(month: dt.date | None) -> str:
        return request.build_absolute_uri(_document_path(channel.path, name, month))

    return Paging(
        current=url(None) if document.month else "",
        previous=url(document.previous) if document.previous else "",
        next=url(document.next) if document.next else "",
    )


def _document_path(folder: str, name: str, month: dt.date | None) -> str:
    return f"{folder}{month:%Y/%m}/{name}" if month else f"{folder}{name}"
