"""Events to be put into calendars."""

import datetime as dt
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.calendars.event_calendar import calendar_of
from articles.feeds.channels import magazine_name
from articles.models import ArticlePage, Kind, Tombstone
from base.views import read_only

# Events stay in the calendar of all of them for a year, and cancellations long enough to be noticed.
BACK = dt.timedelta(days=366)
CANCELLED_FOR = dt.timedelta(days=90)


@read_only
def all_events(request: HttpRequest) -> HttpResponse:
    """All events, for programs that ask again from time to time."""
    events = ArticlePage.objects.upcoming_events(timezone.now() - BACK).filter(event_starts_at__isnull=False)
    name = _("%s: Events") % magazine_name(request)
    return _response(calendar_of(events, _cancelled(), request, name=name), "events")


@read_only
def single_event(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One event as a file."""
    dated = ArticlePage.objects.published().filter(kind=Kind.EVENT, event_starts_at__isnull=False)
    article = get_object_or_404(dated, public_id=public_id)
    return _response(calendar_of([article], [], request), article.slug)


def _cancelled() -> list[ArticlePage]:
    """Return events that were withdrawn lately; deleted ones disappear from subscriptions by themselves."""
    gone = Tombstone.objects.filter(deleted_at__gt=timezone.now() - CANCELLED_FOR).values("public_id")
    dated = ArticlePage.objects.filter(live=False, kind=Kind.EVENT, event_starts_at__isnull=False)
    return list(dated.filter(public_id__in=gone, first_published_at__isnull=False))


def _response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name.encode("ascii", "ignore").decode() or "event"}.ics"'
    response["Cache-Control"] = "public, max-age=300"
    return response
