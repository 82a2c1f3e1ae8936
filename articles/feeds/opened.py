"""Feeds opened in a browser: redirected to a page about the feed, since browsers show feeds as plain text.

Browsers send a header when they open a page, and feed readers never do (https://www.w3.org/TR/fetch-metadata/).
So feed readers still get the same bytes, which can be stored.
"""

import datetime as dt
import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.cache import patch_vary_headers

from articles.feeds.feed_formats import FEED_FORMATS
from base.views import read_only

View = Callable[..., HttpResponse]
LED = "_leads_people_to_a_page"
SHOWN = 10


def is_opened(environ: dict[str, Any]) -> bool:
    """Return whether a browser opens a feed in a window; with any query it gets the file itself."""
    if environ.get("HTTP_SEC_FETCH_DEST") != "document" or environ.get("QUERY_STRING"):
        return False
    return environ["PATH_INFO"].rpartition("/")[2] in FEED_FORMATS


def leads_people_to_a_page(view: View) -> View:
    """Redirect browsers that open a feed to the page about it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_opened(request.META):
            return view(request, *args, **kwargs)
        response = HttpResponseRedirect(_page_of(request.path))
        response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["Sec-Fetch-Dest"])
        return response

    setattr(answer, LED, True)
    return answer


def _page_of(path: str) -> str:
    """Return the path of the page about the feed of a file."""
    folder = path.rpartition("/")[0] + "/"
    return f"{reverse('feed_page')}?{urlencode({'of': folder}, safe='/')}"


@read_only
def feed_page(request: HttpRequest) -> HttpResponse:
    """Explain what a feed is, with the addresses of one and its current content."""
    folder = request.GET.get("of", "")
    answer = _json_feed(request, folder)
    if answer.has_header("Location"):  # renamed, or another order of the lists
        return HttpResponseRedirect(_page_of(urlsplit(answer["Location"]).path))
    if answer.status_code != HTTPStatus.OK:
        return answer
    feed = json.loads(answer.content)
    context = {
        "feed": feed,
        "folder": folder,
        "origin": request.build_absolute_uri("/")[:-1],
        "formats": [("RSS", "rss.xml"), ("Atom", "atom.xml"), ("JSON Feed", "feed.json")],
        "items": _items(feed),
    }
    return render(request, "articles/feed_page.html", context)


def _json_feed(request: HttpRequest, folder: str) -> HttpResponse:
    """Call the view of a feed. Raise Http404 if the folder is not one of a feed."""
    if not folder.startswith("/"):
        raise Http404
    match, page = resolve(f"{folder}feed.json"), request.resolver_match
    if not hasattr(match.func, LED):
        raise Http404
    request.resolver_match = match  # the view uses it to redirect a renamed list
    try:
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    finally:
        request.resolver_match = page
    return answer


def _items(feed: dict[str, Any]) -> list[dict[str, Any]]:
    return [item | {"day": dt.datetime.fromisoformat(item["date_published"])} for item in feed["items"][:SHOWN]]
