"""The editorial calendar (planned and scheduled pieces) as iCalendar (RFC 5545), for subscription."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from base.clock import today
from desk.calendar.months import Appearance, appearances_between, planned_between
from desk.models import Piece

BACK, AHEAD = timedelta(days=31), timedelta(days=366)


def calendar_feed(absolute: Any) -> bytes:
    """Return the calendar from a month ago to a year ahead; `absolute` turns a path into a URL."""
    feed = Calendar()
    feed.add("prodid", "-//Dimensions//Planning//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", "Dimensions")
    first, last = today() - BACK, today() + AHEAD
    for piece in planned_between(first, last):
        feed.add_component(_planned(piece, absolute))
    for one in appearances_between(first, last):
        feed.add_component(_appearing(one, absolute))
    return bytes(feed.to_ical())


def _event(uid: str, summary: str, start: Any, url: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", timezone.now())
    event.add("summary", summary)
    event.add("dtstart", start)
    event.add("url", url)
    return event


def _planned(piece: Piece, absolute: Any) -> Event:
    event = _event(
        f"piece-{piece.pk}@dimensions",
        f"Planned: {piece}",
        piece.planned_for,
        absolute(reverse("piece", args=[piece.pk])),
    )
    in_charge = f", in charge: {piece.assignee}" if piece.assignee else ""
    event.add("description", f"{piece.get_stage_display()}{in_charge}")
    return event


def _appearing(one: Appearance, absolute: Any) -> Event:
    says = "Published" if one.is_public else "Goes out"
    url = absolute(reverse("wagtailadmin_pages:edit", args=[one.page_id]))
    return _event(f"article-{one.page_id}@dimensions", f"{says}: {one.title}", one.at, url)
