"""Feeds of the magazine and of its lists, with the articles in full."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponsePermanentRedirect

from articles.feeds import channels
from articles.feeds.channels import Channel
from articles.feeds.combinations import find_combination
from articles.feeds.documents import document_path, feed_of, feed_response, require_format
from articles.feeds.scopes import find_term, model_of
from base.pages.former_slugs import redirect_former_slug
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
        return HttpResponsePermanentRedirect(document_path(combination.path, name, _first_day(month)))
    response = _response(request, name, combination.channel(request), month)
    response["Cache-Control"] = "public, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return response


def _response(request: HttpRequest, name: str, channel: Channel, month: dict[str, int]) -> HttpResponse:
    require_format(name)
    first_day, articles = _first_day(month), channel.articles
    document = channels.archive_document(articles, first_day) if first_day else channels.current_document(articles)
    return feed_response(name, feed_of(request, name, channel, document))


def _first_day(month: dict[str, int]) -> dt.date | None:
    return dt.date(month["year"], month["month"], 1) if month else None
