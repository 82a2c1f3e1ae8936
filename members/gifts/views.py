"""Pages on which gift links are created, listed, revoked and redeemed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from base.views import personal, read_only
from members.gifts.services import GiftError, create_gift_link, gift_allowance, redeem, require_valid, revoke
from members.models import Gated, GiftLink
from members.reading.access import get_reader


def _piece(page_id: int) -> Any:
    piece = get_object_or_404(Page.objects.live().public(), pk=page_id).specific
    if not isinstance(piece, Gated):
        raise Http404
    return piece


@personal
@login_required
@require_http_methods(["GET", "POST"])
def new_gift(request: HttpRequest, page_id: int) -> HttpResponse:
    """Confirm that a piece is given, then create its link."""
    piece, reader = _piece(page_id), get_reader(request)
    context = {"piece": piece, "allowance": gift_allowance(request.user)}  # type: ignore[arg-type]  # no guest
    if request.method == "GET":
        return render(request, "members/gift_new.html", context)
    try:
        create_gift_link(reader=reader, piece=piece)
    except GiftError as refusal:
        return render(request, "members/gift_new.html", context | {"refusal": refusal}, status=403)
    messages.success(request, _("Here is the link to “%s”. Pass it on.") % piece.title)
    return redirect("gifts")


@personal
@login_required
@read_only
def gifts(request: HttpRequest) -> HttpResponse:
    """List the links of the user."""
    allowance = gift_allowance(request.user)  # type: ignore[arg-type]  # not a guest
    return render(request, "members/gifts.html", {"allowance": allowance})


@personal
@login_required
@require_POST
def revoke_gift(request: HttpRequest, link_id: int) -> HttpResponse:
    """Revoke a link of the user."""
    revoke(link=get_object_or_404(GiftLink, pk=link_id, giver=request.user))
    messages.success(request, _("The link is closed, for those too who have opened it."))
    return redirect("gifts")


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def gift(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the gift is. A POST redeems it, so that machines that follow links do not use it up."""
    link = get_object_or_404(GiftLink.objects.select_related("page", "giver"), token=token)
    try:
        if request.method == "POST":
            redeem(link=link, session=request.session)
            return redirect(link.page.get_url(request))
        require_valid(link)
    except GiftError as refusal:
        return render(request, "members/gift.html", {"refusal": refusal}, status=410)
    piece = link.page.specific
    teaser = getattr(piece, "deck", "") or getattr(piece, "teaser", "")
    return render(request, "members/gift.html", {"link": link, "piece": piece, "teaser": teaser})
