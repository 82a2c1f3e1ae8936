"""Files of the archive and citations; every file asks the access rule first."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from archive.models import ArchivedArticlePage, IssuePage, PageScan
from archive.reading.citation import reference
from archive.reading.file_responses import attachment, closed, piece_for, send_pdf, send_scan
from archive.reading.issue_feed import issue_feed
from articles.feeds.documents import feed_response, require_format
from articles.feeds.opened import leads_people_to_a_page
from articles.pages.citation import as_bibtex, as_ris
from base.views import read_only
from members.reading.access import mark_no_store


@read_only
@leads_people_to_a_page
def issues_feed(request: HttpRequest, name: str) -> HttpResponse:
    """The feed of issues added to the archive."""
    require_format(name)
    return feed_response(name, issue_feed(request))


@read_only
def issue_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The PDF of an issue, or the gate."""
    issue = piece_for(request, IssuePage.objects, public_id=public_id)
    return _pdf_or_gate(request, issue)


@read_only
def article_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The PDF of an archived article, or the gate."""
    article = piece_for(request, ArchivedArticlePage.objects, public_id=public_id)
    return _pdf_or_gate(request, article)


def _pdf_or_gate(request: HttpRequest, piece: ArchivedArticlePage | IssuePage) -> HttpResponseBase:
    try:
        return send_pdf(request, piece)
    except PermissionDenied:
        return closed(request, piece)


@read_only
def page_scan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The scan of one page, or the gate."""
    scan = get_object_or_404(PageScan.objects.defer("text"), public_id=public_id)
    scan.issue = piece_for(request, IssuePage.objects, pk=scan.issue_id)
    try:
        return send_scan(request, scan)
    except PermissionDenied:
        return closed(request, scan.issue)


@read_only
def bibtex(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The citation of an archived article for LaTeX."""
    article = _cited(request, public_id)
    return _citation(article, as_bibtex(reference(article, article.byline_credits, request)), kind="bib")


@read_only
def ris(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The citation of an archived article for reference managers."""
    article = _cited(request, public_id)
    return _citation(article, as_ris(reference(article, article.byline_credits, request)), kind="ris")


def _cited(request: HttpRequest, public_id: uuid.UUID) -> ArchivedArticlePage:
    article: ArchivedArticlePage = piece_for(request, ArchivedArticlePage.objects.with_byline(), public_id=public_id)
    return article


def _citation(article: ArchivedArticlePage, text: str, *, kind: str) -> HttpResponse:
    response = attachment(text, kind=kind, name=article.file_stem)
    return response if article.live else mark_no_store(response)
