"""The directory of institutions and the finder of the Passport Program."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from base.views import read_only
from members.directory.forms import PassportForm
from members.directory.institution_search import directory_page, filter_choices, parse_filter
from members.directory.passport import FREE_BEYOND_MILES, list_visits
from members.models import Institution


@read_only
def institutions(request: HttpRequest) -> HttpResponse:
    """Show institutions on a map and in a list."""
    filters = parse_filter(request.GET)
    shown = directory_page(filters, _page_number(request))
    if shown.number > 1 and not shown.entries:
        raise Http404
    context = {"filters": filters, "directory": shown, "choices": filter_choices()}
    return render(request, "members/directory.html", context)


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1


@read_only
@cache_control(private=True, no_store=True)
def passport(request: HttpRequest) -> HttpResponse:
    """Show the participants of the Passport Program that admit the user free.

    The response contains the user's home, so no cache may store it.
    """
    participants = Institution.objects.filter(in_passport_program=True, latitude__isnull=False)
    form = PassportForm(request.GET or None, participants=participants)
    context = {"form": form, "participants": participants, "miles": FREE_BEYOND_MILES}
    if form.is_valid():
        found = list_visits(
            participants.select_related("type"), own=form.cleaned_data["own"], home=form.cleaned_data["home"]
        )
        context |= {
            "free": [visit for visit in found if visit.is_free],
            "near": [visit for visit in found if not visit.is_free],
        }
    return render(request, "members/passport.html", context)


@read_only
def join(request: HttpRequest) -> HttpResponse:
    """Show how people come to read everything, and how an institution becomes a member."""
    return render(request, "members/join.html", {"contact": settings.MEMBERSHIP_CONTACT})
