"""How to join: the same page for everybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """The ways in, and how an institution becomes a member."""
    return render(request, "members/join.html", {"contact": settings.MEMBERSHIP_CONTACT})
