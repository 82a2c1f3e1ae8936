"""Feeds of the magazine and of its lists, with the articles in full."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponsePermanentRedirect

from articles.feeds import channels
from articles.feeds.channels import Channel
from articles.feeds.combinations import find_combination
from articles.feeds.documents import document_path, feed_of, feed_response, require_format
from articles.feeds.opened import leads_people_to_a_page
from articles.feeds.scopes import find_term, model_of
from articles.models.dates import Period
from base.pages.former_slugs import redirect_former_slug
from base.views import Gone, read_only


@read_only
@leads_people_to_a_page
def site_feed(request: HttpRequest, name: str, period: Period | None = None) -> HttpResponse:
    """The newest articles of the whole magazine, or all of a month or a day."""
    return _response(request, name, channels.site_channel(request), period)


@read_only
@leads_people_to_a_page
def feed(request: HttpRequest, scope: str, slug: str, name: str, period: Period | None = None) -> HttpResponse:
    """The newest articles of one list, or all of a month or a day; a list that was renamed is followed."""
    try:
        channel = channels.term_channel(request, find_term(scope, slug))
    except Gone:
        raise
    except Http404:
        return redirect_former_slug(request, model_of(scope), slug)
    return _response(request, name, channel, period)


@read_only
@leads_people_to_a_page
def combined_feed(
    request: HttpRequest, any_of: str, name: str, without: str = "", period: Period | None = None
) -> HttpResponse:
    """The newest articles of several lists; the same lists in another order lead to one address.

    There are more combinations than a store could hold, so none is stored or searched.
    """
    try:
        combination = find_combination(any_of, without)
    except ValueError as error:
        return HttpResponseBadRequest(f"{error}\n", content_type="text/plain; charset=utf-8")
    if (any_of, without) != combination.names:
        return HttpResponsePermanentRedirect(document_path(combination.path, name, period))
    response = _response(request, name, combination.channel(request), period)
    response["Cache-Control"] = "public, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return response


def _response(request: HttpRequest, name: str, channel: Channel, period: Period | None) -> HttpResponse:
    require_format(name)
    articles = channel.articles
    document = channels.archive_document(articles, period) if period else channels.current_document(articles)
    return feed_response(name, feed_of(request, name, channel, document))
