"""“View as”, and the files of gated pieces."""

import mimetypes
from contextlib import suppress

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods
from ninja.errors import HttpError
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve
from wagtail.images import get_image_model

from base.api.auth import GivenTokenAuth
from base.media.storage import GATED
from base.views import read_only
from members.accounts.desk_access import require_second_factor
from members.reading.access import VIEW_AS_KEY, mark_no_store
from members.reading.media_access import require_view
from members.reading.media_uses import is_publicly_used
from members.reading.view_as import VIEWABLE_READERS, may_view_as, set_view_as


@cache_control(private=True, no_store=True)
@login_required
@require_http_methods(["GET", "POST"])
def view_as(request: HttpRequest) -> HttpResponse:
    """Choose the reader as whom a member of staff sees the pages."""
    if not may_view_as(request.user):
        raise PermissionDenied(_("Only the people who make the magazine can view it as other readers."))
    require_second_factor(request.user)  # type: ignore[arg-type]  # not a guest
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    if request.method == "POST":
        set_view_as(session=request.session, value=request.POST.get("part", ""))
        return redirect(back)
    choices = {reason.value: label for reason, label in VIEWABLE_READERS.items()}
    context = {"choices": choices, "chosen": request.session.get(VIEW_AS_KEY, ""), "back": back}
    return render(request, "members/view_as.html", context)


@read_only
def gated_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Return the file of a gated image or of one of its renditions, if the reader may have it."""
    _log_in_by_token(request)
    name = GATED + path
    image = get_image_model().objects.with_file(name).first()
    if image is None or not image.file.storage.exists(name):
        raise Http404
    require_view(request, image)
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return mark_no_store(FileResponse(image.file.storage.open(name), content_type=content_type))


def _log_in_by_token(request: HttpRequest) -> None:
    """Authenticate programs, which fetch the images of bodies that they read through the API; ignore invalid tokens."""
    if "Authorization" in request.headers:
        with suppress(HttpError):
            GivenTokenAuth()(request)


@read_only
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Return a document, if the reader may have it; a response that is not for everybody is never cached."""
    found = get_object_or_404(get_document_model(), pk=document_id)
    _log_in_by_token(request)
    require_view(request, found)
    response: HttpResponseBase = serve(request, document_id, document_filename)
    return response if is_publicly_used(found) else mark_no_store(response)
