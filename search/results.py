"""Result lines of documents, with the words of the query highlighted."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from wagtail.models import Page

from base.pages.page_queries import unrestricted
from search.counting import pinned
from search.finding.snippets import excerpt, marked
from search.indexing.records import registry
from search.models import SearchDocument


@dataclass(frozen=True)
class Line:
    """One result."""

    kind: str
    label: Any
    url: str
    title: SafeString
    plain_title: str
    kicker: str
    byline: str
    excerpt: SafeString
    date: date | None
    month: str
    is_profile: bool
    is_gated: bool


def lines(keys: Sequence[int], stems: Collection[str], request: HttpRequest) -> list[Line]:
    """Return a line for each document, in the order of the keys, without those withdrawn in the meantime."""
    documents = SearchDocument.objects.shown_in_bulk(keys)
    found = [documents[key] for key in keys if key in documents]
    urls = page_urls((document.object_id for document in found if registry.sources[document.kind].is_page), request)
    made = ((document, document.shown.url or urls.get(document.object_id, "")) for document in found)
    return [_line(document, url, stems) for document, url in made if url]


def page_urls(keys: Iterable[int], request: HttpRequest | None) -> dict[int, str]:
    """Return the URLs of publicly listed pages."""
    wanted = list(keys)
    if not wanted:
        return {}
    pages = Page.objects.live().filter(unrestricted(), pk__in=wanted).only("path", "depth", "url_path", "locale")
    return {page.pk: page.get_url(request) or "" for page in pages}


@dataclass(frozen=True)
class Pin:
    """A link that editors put above the results of a query."""

    title: str
    url: str
    description: str


def pins(typed: str, request: HttpRequest) -> list[Pin]:
    """Return the pins of a query, without withdrawn pages."""
    found = pinned(typed) if typed else []
    urls = page_urls([pin.page_id for pin in found if pin.page_id], request)
    made = ((pin, urls.get(pin.page_id, "") if pin.page_id else pin.external_link_url) for pin in found)
    return [Pin(str(pin.title), url, pin.description) for pin, url in made if url]


def _line(document: SearchDocument, url: str, stems: Collection[str]) -> Line:
    source, shown = registry.sources[document.kind], document.shown
    return Line(
        kind=document.kind,
        label=source.label,
        url=url,
        title=marked(shown.title, stems),
        plain_title=shown.title,
        kicker=shown.kicker,
        byline=shown.byline,
        excerpt=excerpt([shown.teaser, shown.text], stems),
        date=document.date,
        month=date_format(document.date, "F Y") if document.date else "",
        is_profile=source.is_profile,
        is_gated=shown.is_gated,
    )
