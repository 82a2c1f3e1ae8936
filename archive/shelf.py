"""What the archive adds to the pages of trends, contributors and institutions."""

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive.cards import ArchivedRow, article_row
from archive.models import (
    ArchivedArticlePage,
    ArchivedArticleQuerySet,
    ArchivedCredit,
    ArchivedTrend,
    ArchivePage,
    IssuePage,
)
from articles.elsewhere import Shelf
from articles.models import Contributor, Trend
from members.models import Institution

ROWS = 6
ALL_ROWS = 60  # of one person or institution: they have no page in the archive that would list the rest


class ArchiveShelf:
    """Archived articles as a source for the pages of today."""

    def about(self, subject: Trend | Contributor | Institution, request: HttpRequest) -> Shelf | None:
        """Give the newest archived articles about a trend, by a contributor or from an institution."""
        articles = _articles_about(subject)
        total = articles.count()
        if not total:
            return None
        rows = ROWS if isinstance(subject, Trend) else ALL_ROWS
        more = _more_url(subject, request) if isinstance(subject, Trend) and total > rows else ""
        return Shelf(_("In the archive"), archived_rows(articles[:rows], request), total, more)

    def credited(self) -> QuerySet[Any]:
        """Give the keys of everybody with a credit on a published archived article."""
        return ArchivedArticlePage.objects.published().contributors().values("pk")

    def credits(self) -> Counter[int]:
        """Give how many archived articles each contributor has a credit on."""
        found = ArchivedCredit.objects.filter(article__in=ArchivedArticlePage.objects.published())
        counted = found.values("contributor").annotate(count=Count("article", distinct=True))
        return Counter(dict(counted.values_list("contributor", "count")))

    def carried(self) -> Counter[int]:
        """Give how many archived articles carry each trend."""
        found = ArchivedTrend.objects.filter(content_object__in=ArchivedArticlePage.objects.published())
        return Counter(dict(found.values("tag").annotate(count=Count("pk")).values_list("tag", "count")))


def _articles_about(subject: Trend | Contributor | Institution) -> ArchivedArticleQuerySet:
    found: ArchivedArticleQuerySet = ArchivedArticlePage.objects.newest_first()
    if isinstance(subject, Trend):
        return found.about(subject)
    return found.credited_to(subject) if isinstance(subject, Contributor) else found.written_at(subject)


def archived_rows(articles: ArchivedArticleQuerySet, request: HttpRequest) -> list[ArchivedRow]:
    """Give a line for each archived article, at a cost that does not grow with their number."""
    loaded = list(articles.defer("text").with_byline())
    paths = {article.path[: -article.steplen] for article in loaded}
    issues = {issue.path: issue for issue in IssuePage.objects.filter(path__in=paths)}
    return [article_row(article, issues[article.path[: -article.steplen]], request) for article in loaded]


def _more_url(trend: Trend, request: HttpRequest) -> str:
    archive = ArchivePage.objects.live().first()
    return f"{archive.get_url(request)}themes/{trend.slug}/" if archive else ""
