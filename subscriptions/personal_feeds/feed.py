"""The content of a reader's personal feed."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.feeds.channels import Channel, archive_document, current_document, front_page, magazine_name
from articles.feeds.combinations import Combination
from articles.feeds.documents import feed_of
from articles.feeds.formats.feed import Entry, Feed
from articles.models import ArticlePage
from articles.models.dates import Period
from base.sanitize import printable
from members.reading.access import AccessReason, Reader, may_read, reader_for_user
from members.reading.access_messages import access_message
from subscriptions.following.followed import followed_terms


def personal_feed(request: HttpRequest, user: Any, name: str, path: str, period: Period | None) -> Feed:
    """Return the articles that the user follows, or all if they follow nothing, as far as they may read them.

    That is the newest, or all of a month or day. Raise Http404 if there is nothing in that period.
    """
    reader, channel = reader_for_user(user), _channel(request, user, path)
    articles = channel.articles
    document = archive_document(articles, period) if period else current_document(articles)
    has_lapsed = reader.reason is AccessReason.LAPSED and not period
    return feed_of(
        request,
        name,
        channel,
        document,
        may_read=lambda article: may_read(reader, article),
        first=[_lapsed(request, channel, reader)] if has_lapsed else [],
    )


def _channel(request: HttpRequest, user: Any, path: str) -> Channel:
    terms = followed_terms(user)
    articles = Combination(terms).articles if terms else ArticlePage.objects.newest_first()
    return Channel(
        id=uuid.uuid5(front_page(request).public_id, f"reader/{user.pk}"),
        title=_("%s: what you follow") % magazine_name(request),
        subtitle=_("For you alone: do not pass on its address."),
        home_path=reverse("following"),
        path=path,
        articles=articles,
        lists=[term.key for term in terms],
        is_pushed=False,
    )


def _lapsed(request: HttpRequest, channel: Channel, reader: Reader) -> Entry:
    """Return the entry that explains, once per lapsed membership, why pieces are teasers from now on."""
    message = access_message(reader)
    account = request.build_absolute_uri(reverse("account"))
    ended = _midnight_after(reader.until)
    text = f"{message.explanation} {message.advice}"
    html = format_html('<p>{} <a href="{}">{}</a></p>', text, account, _("Your account"))
    return Entry(
        id=uuid.uuid5(channel.id, f"lapsed {reader.until}").urn,
        url=account,
        title=_("Pieces for members come as teasers from now on"),
        summary=printable(text),
        html=printable(html),
        credits=[],
        categories=[],
        picture=None,
        audio=[],
        published=ended,
        changed=ended,
    )


def _midnight_after(day: dt.date | None) -> dt.datetime:
    first = (day or timezone.localdate()) + dt.timedelta(days=1)
    return dt.datetime.combine(first, dt.time.min, tzinfo=timezone.get_default_timezone())
