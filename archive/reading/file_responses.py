"""Files of the archive on their way to a reader: first the rule, then the bytes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.text import slugify

from archive.models import IssuePage, PageScan
from base.media.range_responses import send_file
from members.models import Gated
from members.reading.access import is_readable, mark_no_store, require_read

SECONDS_KEPT = 300  # by caches, of what is open: it may become gated


def piece_for(request: HttpRequest, among: Any, **wanted: Any) -> Any:
    """Return a published piece, or a draft to those who edit it. Raise Http404."""
    if found := among.published().filter(**wanted).first():
        return found
    draft = among.filter(**wanted).first()
    if draft and draft.permissions_for_user(request.user).can_edit():
        return draft
    raise Http404


def send_pdf(request: HttpRequest, piece: Any) -> HttpResponseBase:
    """Send the PDF of a piece. Raise PermissionDenied and Http404."""
    require_read(request, piece)
    if not piece.pdf:
        raise Http404
    return _labelled(send_file(request, piece.pdf, filename=f"{piece.file_stem}.pdf"), piece)


def send_scan(request: HttpRequest, scan: PageScan) -> HttpResponseBase:
    """Send the picture of a page. Raise PermissionDenied and Http404."""
    piece = piece_that_shows(request, scan.issue, scan.folio)
    require_read(request, piece)
    suffix = (scan.image.name or "").rpartition(".")[2]
    name = f"{scan.issue.file_stem}-page-{scan.label}.{suffix}"
    return _labelled(send_file(request, scan.image, filename=name), piece)


def piece_that_shows(request: HttpRequest, issue: IssuePage, folio: int) -> Any:
    """Return the piece that allows the reader to see a page: an article on it, or else the whole issue.

    Open pieces come first, so that their pages can be cached.
    """
    pieces = sorted([issue, *issue.articles().on_page(folio)], key=lambda piece: piece.is_gated())
    return next((piece for piece in pieces if is_readable(request, piece)), issue)


def _labelled(response: HttpResponseBase, piece: Any) -> HttpResponseBase:
    """Set Cache-Control, and exclude gated pieces from search engines."""
    if piece.is_gated() or not piece.live:
        response["X-Robots-Tag"] = "noindex"
        return mark_no_store(response)
    patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    return response


def closed(request: HttpRequest, piece: Gated) -> HttpResponse:
    """Answer with the gate, and a way in, where a file would be."""
    response = render(request, "archive/closed.html", {"piece": piece}, status=403)
    response["X-Robots-Tag"] = "noindex"
    return mark_no_store(response)


def attachment(text: str, *, kind: str, name: str) -> HttpResponse:
    """Return a small text as a download."""
    disposition = f'attachment; filename="{slugify(name)}.{kind}"'
    types = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}
    return HttpResponse(
        text,
        content_type=f"{types[kind]}; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )
