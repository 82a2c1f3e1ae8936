"""Search over published pieces, as far as the reader may find them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page
from wagtail.query import PageQuerySet

from archive.models import ArchivedArticlePage, IssuePage
from articles.models import ArticlePage
from members.models import GatedText
from members.reading.access import Reader
from search.query_string import parse_query_string

KINDS = (ArticlePage, ArchivedArticlePage, IssuePage)
# Whoever reads everything searches two indexes; this many of the best matches of each are put together.
MERGED = 300


@dataclass(frozen=True)
class Found:
    """Part of what was found, the best match first, and how much there is in all."""

    pages: Sequence[Page]
    total: int


def _published() -> PageQuerySet[Page]:
    return Page.objects.live().public().type(*KINDS)


def find(query: str, reader: Reader, *, start: int, stop: int) -> Found:
    """Return the published pieces with all words of the query: in their gated text only for who may read it."""
    everybodys = _published().search(parse_query_string(query))
    if not reader.reads_all:
        return Found(_whole(list(everybodys[start:stop])), everybodys.count())
    keys = dict.fromkeys([page.pk for page in everybodys[:MERGED]] + _gated(query))
    return Found(_in_order(list(keys)[start:stop]), len(keys))


def _gated(query: str) -> list[int]:
    found = [text.page_id for text in GatedText.objects.all().search(parse_query_string(query))[:MERGED]]
    published = set(_published().filter(pk__in=found).values_list("pk", flat=True))
    return [key for key in found if key in published]


def _in_order(keys: list[int]) -> list[Any]:
    pages = Page.objects.in_bulk(keys)
    return _whole([pages[key] for key in keys])


def _whole(pages: list[Page]) -> list[Any]:
    """Load the pages with what a line of results shows, kind by kind."""
    keys = [page.pk for page in pages]
    loaded = {
        **ArticlePage.objects.for_cards().in_bulk(keys),
        **ArchivedArticlePage.objects.for_rows().in_bulk(keys),
        **IssuePage.objects.for_cards().in_bulk(keys),
    }
    return [loaded[key] for key in keys]
