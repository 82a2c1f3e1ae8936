"""Gift links: made, listed, revoked and opened."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from members.gifts.services import NoGift, accept, give, given_by, require_working, revoke
from members.models import Gated, GiftLink
from members.reading.access import reader_of

personal = cache_control(private=True, no_store=True)


def _piece(page_id: int) -> Any:
    piece = get_object_or_404(Page.objects.live().public(), pk=page_id).specific
    if not isinstance(piece, Gated):
        raise Http404
    return piece


@personal
@login_required
@require_http_methods(["GET", "POST"])
def new_gift(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask whether a piece shall be given, then make its link."""
    piece, reader = _piece(page_id), reader_of(request)
    context = {"piece": piece, "given": given_by(request.user)}  # type: ignore[arg-type]
    if request.method == "GET":
        return render(request, "members/gift_new.html", context)
    try:
        give(reader=reader, piece=piece)
    except NoGift as refusal:
        return render(request, "members/gift_new.html", context | {"refusal": refusal}, status=403)
    messages.success(request, _("Here is the link to “%s”. Pass it on.") % piece.title)
    return redirect("gifts")


@personal
@login_required
@require_safe
def gifts(request: HttpRequest) -> HttpResponse:
    """The links that somebody has made."""
    return render(request, "members/gifts.html", {"given": given_by(request.user)})  # type: ignore[arg-type]


@personal
@login_required
@require_POST
def revoke_gift(request: HttpRequest, link_id: int) -> HttpResponse:
    """Take a link back."""
    revoke(link=get_object_or_404(GiftLink, pk=link_id, giver=request.user))
    messages.success(request, _("The link is closed, for those too who have opened it."))
    return redirect("gifts")


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def gift(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the gift is; opening it is a second step, so that no machine that follows links uses it."""
    link = get_object_or_404(GiftLink.objects.select_related("page", "giver"), token=token)
    try:
        if request.method == "POST":
            accept(link=link, session=request.session)
            return redirect(link.page.get_url(request))
        require_working(link)
    except NoGift as refusal:
        return render(request, "members/gift.html", {"refusal": refusal}, status=410)
    piece = link.page.specific
    teaser = getattr(piece, "deck", "") or getattr(piece, "teaser", "")
    return render(request, "members/gift.html", {"link": link, "piece": piece, "teaser": teaser})
