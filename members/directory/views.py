"""The directory of institutions and the finder of the Passport Program."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from members.directory.forms import PassportForm
from members.directory.institution_search import choices, directory, wanted_by
from members.directory.passport import FREE_BEYOND_MILES, visits
from members.models import Institution


@require_safe
def institutions(request: HttpRequest) -> HttpResponse:
    """All institutions on a map and in a list, narrowed by what is asked for."""
    wanted = wanted_by(request.GET)
    shown = directory(wanted, _page_number(request))
    if shown.number > 1 and not shown.entries:
        raise Http404
    return render(request, "members/directory.html", {"wanted": wanted, "directory": shown, "choices": choices()})


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1


@require_safe
@cache_control(private=True, no_store=True)
def passport(request: HttpRequest) -> HttpResponse:
    """Which participants of the Passport Program lie far enough from both places that count.

    The answer holds where somebody lives, so no cache keeps it.
    """
    participants = Institution.objects.filter(in_passport_program=True, latitude__isnull=False)
    form = PassportForm(request.GET or None, participants=participants)
    context = {"form": form, "participants": participants, "miles": FREE_BEYOND_MILES}
    if form.is_valid():
        found = visits(
            participants.select_related("type"), own=form.cleaned_data["own"], home=form.cleaned_data["home"]
        )
        context |= {
            "free": [visit for visit in found if visit.is_free],
            "near": [visit for visit in found if not visit.is_free],
        }
    return render(request, "members/passport.html", context)


@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """The ways in, and how an institution becomes a member."""
    return render(request, "members/join.html", {"contact": settings.MEMBERSHIP_CONTACT})
