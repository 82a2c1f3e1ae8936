"""All corrections: a page of the newest, and a feed."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.corrections.notices import Notice, notice, notice_html
from articles.feeds.channels import begun_at, front_page, imprint, magazine_name
from articles.feeds.documents import feed_response, require_format
from articles.feeds.formats.feed import Entry, Feed
from articles.feeds.opened import leads_people_to_a_page
from articles.models import ArticlePage, Correction
from base.sanitize import printable, sanitize
from base.views import read_only

SHOWN, IN_FEED = 200, 50
INTRO = "What we got wrong, and what is right. To tell us of a mistake, write to the editors."


def _newest(count: int) -> list[tuple[Correction, Notice]]:
    """Return corrections with what everybody may read of them: the page and the feed are the same for all."""
    found = Correction.objects.public()[:count]
    return [(one, notice(one, is_readable=not one.article.is_gated())) for one in found]


@read_only
def corrections(request: HttpRequest) -> HttpResponse:
    """The newest corrections of the magazine."""
    rows: list[dict[str, Any]] = [
        {"article": one.article, "url": _url(one, request), "notice": noticed} for one, noticed in _newest(SHOWN)
    ]
    return render(request, "articles/corrections/index.html", {"rows": rows, "intro": INTRO})


@read_only
@leads_people_to_a_page
def corrections_feed(request: HttpRequest, name: str) -> HttpResponse:
    """The feed of the newest corrections."""
    require_format(name)
    return feed_response(name, _feed(request))


def _url(correction: Correction, request: HttpRequest) -> str:
    return f"{correction.article.get_url(request)}#{correction.anchor}"


def _feed(request: HttpRequest) -> Feed:
    front, magazine = front_page(request), magazine_name(request)
    entries = [_entry(one, noticed, request) for one, noticed in _newest(IN_FEED)]
    changed = max((entry.changed for entry in entries), default=None) or begun_at(request)
    return Feed(
        id=uuid.uuid5(front.public_id, "corrections").urn,
        title=printable(f"{magazine}: Corrections"),
        subtitle=INTRO,
        home_url=request.build_absolute_uri(reverse("corrections")),
        entries=entries,
        hub=settings.WEBSUB_HUB,
        **imprint(request, changed),
    )


def _entry(correction: Correction, noticed: Notice, request: HttpRequest) -> Entry:
    article: ArticlePage = correction.article
    url = request.build_absolute_uri(_url(correction, request))
    return Entry(
        id=f"{article.public_id.urn}#{correction.anchor}",
        url=url,
        title=printable(f"{noticed.label}: {article.title}"),
        summary=printable(noticed.text),
        html=sanitize(notice_html([noticed]), url),
        credits=[],
        categories=[],
        picture=None,
        audio=[],
        published=correction.made_at,
        changed=correction.made_at,
    )
