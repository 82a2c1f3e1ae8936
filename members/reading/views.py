"""“View as”, and the files of gated pieces."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from members.reading.access import VIEW_AS
from members.reading.gated_media import serve_document, serve_gated_media
from members.reading.view_as import PARTS, may_view_as, play


@cache_control(private=True, no_store=True)
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
