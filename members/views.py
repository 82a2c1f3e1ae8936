"""Gift links and “view as”."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from members.access import VIEW_AS, reader_of
from members.gifts import NoGift, accept, give, given_by, require_working, revoke
from members.media import serve_document, serve_gated_media
from members.models import Gated, GiftLink
from members.view_as import PARTS, may_view_as, play

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


@personal
@login_required
@require_http_methods(["GET", "POST"])
def view_as(request: HttpRequest) -> HttpResponse:
    """Let staff choose the reader that they want to be."""
    if not may_view_as(request.user):
        raise PermissionDenied(_("Only the people who make the magazine can view it as other readers."))
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    if request.method == "POST":
        play(session=request.session, part=request.POST.get("part", ""))
        return redirect(back)
    context = {"parts": {ground.value: words for ground, words in PARTS.items()}, "back": back}
    return render(request, "members/view_as.html", context | {"part": request.session.get(VIEW_AS, "")})


@require_safe
def gated_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture or document that belongs to gated pieces only."""
    return serve_gated_media(request, path)


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """A file for readers, as far as they may have it."""
    return serve_document(request, document_id, document_filename)
