"""Documents of a feed in any format, and the response that carries them."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from articles.feeds import channels
from articles.feeds.channels import Channel, Document
from articles.feeds.entries import is_open, make_entries
from articles.feeds.feed_formats import FEED_FORMATS
from articles.feeds.formats.feed import Entry, Feed, Paging, Tombstone
from articles.models import ArticlePage
from articles.models.dates import Period
from base.sanitize import printable


def feed_of(
    request: HttpRequest,
    name: str,
    channel: Channel,
    document: Document,
    *,
    may_read: Callable[[ArticlePage], bool] = is_open,
    first: Sequence[Entry] = (),
) -> Feed:
    """Return a document of a channel; `first` are entries that are not articles."""
    entries = [*first, *make_entries(document.keys, request, may_read=may_read)]
    tombstones = _tombstones(channel, document)
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
        hub=settings.WEBSUB_HUB if channel.is_pushed else "",
        **channels.imprint(request, changed),
    )


def feed_response(name: str, feed: Feed) -> HttpResponse:
    """Return the response in the format of a file name. Raise Http404 for an unknown one."""
    require_format(name)
    feed_format = FEED_FORMATS[name]
    response = HttpResponse(feed_format.serialize(feed), content_type=feed_format.content_type)
    if feed.hub:
        response["Link"] = f'<{feed.hub}>; rel="hub", <{feed.url}>; rel="self"'
    return response


def require_format(name: str) -> None:
    """Raise Http404 unless a file name denotes a format."""
    if name not in FEED_FORMATS:
        raise Http404


def _tombstones(channel: Channel, document: Document) -> list[Tombstone]:
    found = [gone for gone in document.gone if gone.belongs_into(channel.lists)]
    return [Tombstone(gone.public_id.urn, gone.deleted_at) for gone in found]


def _paging(request: HttpRequest, name: str, channel: Channel, document: Document) -> Paging:
    def url(period: Period | None) -> str:
        return request.build_absolute_uri(document_path(channel.path, name, period))

    return Paging(
        current=url(None) if document.period else "",
        previous=url(document.previous) if document.previous else "",
        next=url(document.next) if document.next else "",
    )


def document_path(folder: str, name: str, period: Period | None) -> str:
    """Return the path of a document in the folder of a feed."""
    return f"{folder}{period}/{name}" if period else f"{folder}{name}"
