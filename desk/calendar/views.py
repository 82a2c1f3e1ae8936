"""The months of the desk, and the private calendar of each editor."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required

from base.clock import today
from base.views import read_only, secret_address
from desk.calendar.icalendar_feed import calendar_feed
from desk.calendar.months import unplanned, weeks_of
from desk.invitations.forms import day_input
from desk.models import CalendarLink, Piece
from desk.permissions import KEEP_PIECES, keeps_pieces
from members.reading.access import mark_no_store

# Calendars of other programs are limited, too.
FIRST_YEAR, LAST_YEAR = 1973, 2100


class DayForm(forms.ModelForm):
    """The planned day of a piece; an empty one removes it from the calendar."""

    class Meta:
        model = Piece
        fields = ["planned_for"]
        widgets = {"planned_for": day_input()}


@permission_required(KEEP_PIECES)
def month(request: HttpRequest, year: int | None = None, number: int = 1) -> HttpResponse:
    """Show a month, by default the current one, and the pieces without a day."""
    first = today().replace(day=1) if year is None else _first(year, number)
    user: Any = request.user
    link = CalendarLink.objects.filter(user=user).first()
    weeks = weeks_of(first.year, first.month)
    context = {
        "first": first,
        "weeks": weeks,
        "gaps": sum(day.is_gap for week in weeks for day in week),
        "unplanned": unplanned(),
        "before": first - timedelta(days=1),
        "after": first + timedelta(days=31),
        "address": request.build_absolute_uri(reverse("desk_calendar", args=[link.key])) if link else "",
        "page_title": _("Calendar"),
        "header_icon": "calendar-alt",
    }
    return render(request, "desk/calendar/month.html", context)


def _first(year: int, number: int) -> date:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12):
        raise Http404
    return date(year, number, 1)


@permission_required(KEEP_PIECES)
@require_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a piece for a day, and show the month of that day."""
    found = get_object_or_404(Piece, pk=pk)
    form = DayForm(request.POST, instance=found)
    if not form.is_valid():
        messages.error(request, _("“%s” stays where it was: that is no day. Write it as 2027-03-31.") % found)
        return redirect("calendar")
    form.save()
    day = form.cleaned_data["planned_for"]
    said = _("“%(piece)s” is planned for %(day)s.") if day else _("“%(piece)s” has no day any more.")
    messages.success(request, said % {"piece": found, "day": day})
    in_range = day and FIRST_YEAR <= day.year <= LAST_YEAR
    return redirect("calendar_month", day.year, day.month) if in_range else redirect("calendar")


@permission_required(KEEP_PIECES)
@require_POST
def change_link(request: HttpRequest) -> HttpResponse:
    """Make the private address, or another one in its place, or end it."""
    user: Any = request.user
    if "end" in request.POST:
        CalendarLink.objects.filter(user=user).delete()
        messages.success(request, _("The address of your calendar is unknown from now on."))
    else:
        CalendarLink.renew(user)
        messages.success(request, _("Here is the address of your calendar; an older one is unknown from now on."))
    return redirect(f"{reverse('calendar')}#subscribe")


@read_only
@secret_address
def desk_calendar(request: HttpRequest, key: str) -> HttpResponse:
    """Return the calendar, as long as the editor whose address it is decides about pieces."""
    link = get_object_or_404(CalendarLink.objects.select_related("user"), key=key)
    if not (link.user.is_active and keeps_pieces(link.user)):
        raise Http404
    feed = calendar_feed(request.build_absolute_uri)
    return mark_no_store(HttpResponse(feed, content_type="text/calendar; charset=utf-8"))


URLS = [
    path("pieces/calendar/", month, name="calendar"),
    path("pieces/calendar/<int:year>/<int:number>/", month, name="calendar_month"),
    path("pieces/calendar/link/", change_link, name="change_calendar_link"),
    path("pieces/<int:pk>/plan/", plan, name="plan_piece"),
]
