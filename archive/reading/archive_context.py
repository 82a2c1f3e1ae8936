"""The archive by what its issues are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from archive.models import ArchivePage
from archive.reading.cards import ArchivedRow, IssueCard, article_row, issue_cards
from archive.reading.issue_groups import IssueGroup, by_letter, by_year
from articles.models import Trend, TrendGroup
from base.pages.page_contexts import register_page_context


@dataclass(frozen=True)
class Themes:
    """Issues by the alphabet, and the trends that lead to some of them."""

    issue_groups: Sequence[IssueGroup]
    trend_groups: Sequence[TrendGroup]


@dataclass(frozen=True)
class TrendIssues:
    """The issues and articles of the archive on one trend."""

    trend: Trend
    issues: Sequence[IssueCard]
    rows: Sequence[ArchivedRow]


@register_page_context(ArchivePage, "wall")
def wall_context(archive: ArchivePage, request: HttpRequest) -> dict[str, Any]:
    """Return the covers of all issues, by year."""
    return {"groups": by_year(archive.issues(), request)}


@register_page_context(ArchivePage, "themes")
def themes_context(archive: ArchivePage, request: HttpRequest) -> dict[str, Any]:
    """Return the issues by theme."""
    return {"themes": themes(archive, request)}


@register_page_context(ArchivePage, "trend")
def trend_context(archive: ArchivePage, request: HttpRequest, *, slug: str) -> dict[str, Any]:
    """Return what the archive has on one trend. Raise Http404."""
    return {"about": trend_issues(archive, slug, request)}


def themes(archive: ArchivePage, request: HttpRequest) -> Themes:
    """Return the issues in alphabetical order of their themes, and the trends that the archive uses."""
    published = Q(archived_trends__content_object__in=archive.articles())
    used = Trend.objects.annotate(count=Count("archived_trends", filter=published)).filter(count__gt=0)
    groups = TrendGroup.objects.prefetch_related(Prefetch("trends", used))
    return Themes(by_letter(archive.issues(), request), [group for group in groups if group.trends.all()])


def trend_issues(archive: ArchivePage, slug: str, request: HttpRequest) -> TrendIssues:
    """Return the issues with an article on a trend, and these articles. Raise Http404."""
    trend = get_object_or_404(Trend.objects.public(), slug=slug)
    articles = list(archive.articles().about(trend).newest_first().for_rows())
    paths = {article.parent_path for article in articles}
    issues = {issue.path: issue for issue in archive.issues().filter(path__in=paths)}
    rows = [
        article_row(article, issues[article.parent_path], request)
        for article in articles
        if article.parent_path in issues
    ]
    return TrendIssues(trend, issue_cards(issues.values(), request), rows)
