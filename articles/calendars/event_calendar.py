"""Events as a calendar (RFC 5545), for a single one and for all of them.

Times are in UTC: each calendar shows them in its reader's own zone, and needs no table of zones for it.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from articles.feeds.channels import magazine_name
from articles.models import ArticlePage
from base.sanitize import printable

# The recommended polling interval (RFC 7986, section 5.7, and its predecessor).
REFRESH = dt.timedelta(hours=12)


def calendar_of(
    events: Iterable[ArticlePage], cancelled: Iterable[ArticlePage], request: HttpRequest, *, name: str = ""
) -> bytes:
    """Return a calendar with events and cancelled events; a name is only for subscription."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{printable(magazine_name(request))}//Events//EN")
    calendar.add("version", "2.0")
    if name:
        calendar.add("method", "PUBLISH")
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", REFRESH)
    for article in events:
        calendar.add_component(_event(article, request))
    for article in cancelled:
        calendar.add_component(_cancelled(article))
    return bytes(calendar.to_ical())


def _event(article: ArticlePage, request: HttpRequest) -> Event:
    url = request.build_absolute_uri(article.get_url(request))
    event = _dated(article, sequence=_sequence(article))
    event.add("summary", printable(article.listed_title))
    event.add("description", printable("\n\n".join(filter(None, [article.deck, article.event_url, url]))))
    event.add("url", url)
    if article.event_venue:
        event.add("location", printable(article.event_venue))
    event.add("status", "CONFIRMED")
    return event


def _cancelled(article: ArticlePage) -> Event:
    """Return a cancelled event: its time, but not its title."""
    event = _dated(article, sequence=_sequence(article) + 1)
    event.add("summary", _("Cancelled"))
    event.add("status", "CANCELLED")
    return event


def _dated(article: Any, *, sequence: int) -> Event:
    changed = article.last_published_at or article.first_published_at
    event = Event()
    event.add("uid", str(article.public_id))
    event.add("sequence", sequence)
    event.add("dtstamp", changed.astimezone(dt.UTC))
    event.add("last-modified", changed.astimezone(dt.UTC))
    event.add("dtstart", article.event_starts_at.astimezone(dt.UTC))
    event.add("dtend", (article.event_ends_at or article.event_starts_at).astimezone(dt.UTC))
    return event


def _sequence(article: Any) -> int:
    """Return a number that grows with each publication: the seconds since the first one, two for each at least."""
    published = article.last_published_at or article.first_published_at
    return int((published - article.first_published_at).total_seconds()) if published else 0
