"""The scans of an issue's pages: the content of one page, and links to the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from archive.models import ArchivedArticlePage, IssuePage, PageScan
from base.pages.page_contexts import register_page_context
from members.reading.access import is_readable


@dataclass(frozen=True)
class ScanLink:
    """A page in the list of all; its scan is only named if it may be seen."""

    folio: int
    label: str
    url: str
    source: str
    width: int
    height: int
    is_current: bool


@dataclass(frozen=True)
class ScanView:
    """One page of an issue and what leads on from it."""

    folio: int
    label: str
    position: int
    total: int
    picture: PageScan | None
    text: str
    links: Sequence[ScanLink]
    previous: ScanLink | None
    next: ScanLink | None
    articles: Sequence[ArchivedArticlePage]
    gate: Any
    issue_url: str
    pdf_url: str


@register_page_context(IssuePage, "scan")
def scan_context(issue: IssuePage, request: HttpRequest, *, folio: int) -> dict[str, Any]:
    """Return the context of one page as the reader may see it. Raise Http404 past the ends of the issue."""
    return {"view": scan_view(issue, folio, request)}


def scan_view(issue: IssuePage, folio: int, request: HttpRequest) -> ScanView:
    """Return one page as the reader may see it. Raise Http404 past the ends of the issue."""
    scans = list(issue.scans.order_by("position").defer("text", "image"))
    place = next((number for number, scan in enumerate(scans) if issue.folio_of(scan.position) == folio), None)
    if place is None:
        raise Http404
    articles = list(issue.articles().defer("text"))
    open_pages = readable_folios(issue, articles, request)
    links = [_link(issue, scan, folio, open_pages, request) for scan in scans]
    here = [article for article in articles if folio in article.folios]
    is_open = open_pages is None or folio in open_pages
    return ScanView(
        folio=folio,
        label=issue.label_of(folio),
        position=place + 1,
        total=len(scans),
        picture=scans[place] if is_open else None,
        text=issue.scans.values_list("text", flat=True).get(pk=scans[place].pk) if is_open else "",
        links=links,
        previous=links[place - 1] if place else None,
        next=links[place + 1] if place + 1 < len(links) else None,
        articles=here,
        gate=None if is_open else _gate(issue, here),
        issue_url=issue.get_url(request) or "",
        pdf_url=issue.pdf_address if open_pages is None else "",
    )


def readable_folios(issue: IssuePage, articles: Sequence[ArchivedArticlePage], request: HttpRequest) -> set[int] | None:
    """Return the printed numbers of the pages that the reader may see; None stands for all of them.

    Readers of the issue see all pages; readers of an article see its pages.
    """
    if is_readable(request, issue):
        return None
    readable = (article for article in articles if is_readable(request, article))
    return {folio for article in readable for folio in article.folios}


def _gate(issue: IssuePage, here: Sequence[ArchivedArticlePage]) -> Any:
    """Return the gated piece: the only article of the page, or the issue."""
    return here[0] if len(here) == 1 else issue


def _link(issue: IssuePage, scan: PageScan, current: int, readable: set[int] | None, request: HttpRequest) -> ScanLink:
    folio = issue.folio_of(scan.position)
    return ScanLink(
        folio=folio,
        label=issue.label_of(folio),
        url=issue.page_address(folio, request),
        source=scan.address if readable is None or folio in readable else "",
        width=scan.width,
        height=scan.height,
        is_current=folio == current,
    )
