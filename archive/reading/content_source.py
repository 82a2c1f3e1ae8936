"""The archive as a content source of trend, contributor and institution pages."""

from collections.abc import Collection, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from archive.models import (
    ArchivedArticlePage,
    ArchivedCredit,
    ArchivedTrend,
    ArchivePage,
    IssuePage,
)
from archive.models.archived_article import SHOWN_IN_ROWS
from archive.reading.cards import ArchivedRow, article_row
from articles.content_sources import ContentGroup, ContentSource, Line, Subject
from articles.models import Trend
from articles.site_structure import top_level

ROWS = 6
ALL_ROWS = 60  # of one person or institution: they have no page in the archive that would list the rest


def about(subject: Subject, request: HttpRequest) -> ContentGroup | None:
    """Return the newest archived articles about a trend, by a contributor or from an institution."""
    rows = ROWS if isinstance(subject, Trend) else ALL_ROWS
    found = ArchivedArticlePage.objects.newest_about(subject.pk, of=type(subject), limit=rows)
    if not found:
        return None
    total = found[0].total
    more = _more_url(subject, request) if isinstance(subject, Trend) and total > rows else ""
    return ContentGroup(_("In the archive"), archived_rows(found, request), total, more)


def lines(keys: Collection[int], request: HttpRequest) -> dict[int, Line]:
    """Return a line for each of some archived articles that is published."""
    articles = list(ArchivedArticlePage.objects.published().filter(pk__in=keys).only(*SHOWN_IN_ROWS))
    issues = IssuePage.objects.holding(articles)
    return {article.pk: _line(article, issues[article.parent_path], request) for article in articles}


def _line(article: ArchivedArticlePage, issue: IssuePage, request: HttpRequest) -> Line:
    return Line(article.title, article.get_url(request) or "", issue.title, issue.months_and_year, article.is_gated())


ARCHIVED_ARTICLES = ContentSource(
    _lazy("Printed issues"),
    ArchivedArticlePage,
    ArchivedCredit,
    ArchivedTrend,
    ArchivedArticlePage.objects.months,
    lines,
    about,
)


def archived_rows(articles: Sequence[ArchivedArticlePage], request: HttpRequest) -> list[ArchivedRow]:
    """Return a line for each archived article, in a fixed number of queries."""
    issues = IssuePage.objects.holding(articles)
    return [article_row(article, issues[article.parent_path], request) for article in articles]


def _more_url(trend: Trend, request: HttpRequest) -> str:
    archives = (page for page in top_level(request).others if page.specific_class is ArchivePage)
    return next((f"{archive.get_url(request)}themes/{trend.slug}/" for archive in archives), "")
