"""What the archive adds to the pages of trends, contributors and institutions."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive.models import (
    ArchivedArticlePage,
    ArchivedCredit,
    ArchivedTrend,
    ArchivePage,
    IssuePage,
)
from archive.reading.cards import ArchivedRow, article_row
from articles.content_sources import ContentGroup, ContentSource, Subject
from articles.models import Contributor, Trend
from articles.site_structure import top_level
from base.compiled_queries import compiled
from members.models import Institution

ROWS = 6
ALL_ROWS = 60  # of one person or institution: they have no page in the archive that would list the rest


def about(subject: Subject, request: HttpRequest) -> ContentGroup | None:
    """Return the newest archived articles about a trend, by a contributor or from an institution."""
    rows = ROWS if isinstance(subject, Trend) else ALL_ROWS
    found = newest_about(subject.pk, of=type(subject), rows=rows)
    if not found:
        return None
    total = found[0].total
    more = _more_url(subject, request) if isinstance(subject, Trend) and total > rows else ""
    return ContentGroup(_("In the archive"), archived_rows(found, request), total, more)


ARCHIVED_ARTICLES = ContentSource(ArchivedArticlePage, ArchivedCredit, ArchivedTrend, about)


@compiled
def newest_about(subject: Any, *, of: type[Subject], rows: int) -> QuerySet[ArchivedArticlePage]:
    """Ask for the newest archived articles about a subject of some type, each with the number of all."""
    newest = ArchivedArticlePage.objects.newest_first()
    ways = {Trend: newest.about, Contributor: newest.credited_to, Institution: newest.written_at}
    return ways[of](subject).annotate(total=Window(Count("pk"))).for_rows()[:rows]


def archived_rows(articles: Sequence[ArchivedArticlePage], request: HttpRequest) -> list[ArchivedRow]:
    """Return a line for each archived article, at a cost that does not grow with their number."""
    issues = IssuePage.objects.holding(articles)
    return [article_row(article, issues[article.parent_path], request) for article in articles]


def _more_url(trend: Trend, request: HttpRequest) -> str:
    archives = (page for page in top_level(request).others if page.specific_class is ArchivePage)
    return next((f"{archive.get_url(request)}themes/{trend.slug}/" for archive in archives), "")
