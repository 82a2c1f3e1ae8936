"""The bimonthly issues of the past and their articles."""

from archive.models.archive import ArchivePage
from archive.models.archived_article import (
    ArchivedArticlePage,
    ArchivedArticleQuerySet,
    ArchivedCredit,
    ArchivedTrend,
)
from archive.models.issue import IssuePage, IssueQuerySet, MonthPair
from archive.models.issue_parts import PageScan, WebCompanion

__all__ = [
    "ArchivePage",
    "ArchivedArticlePage",
    "ArchivedArticleQuerySet",
    "ArchivedCredit",
    "ArchivedTrend",
    "IssuePage",
    "IssueQuerySet",
    "MonthPair",
    "PageScan",
    "WebCompanion",
]
