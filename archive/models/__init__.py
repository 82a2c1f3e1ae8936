"""The bimonthly issues of the past and their articles."""

from archive.models.archived_article import ArchivedArticlePage, ArchivedCredit, ArchivedTrend
from archive.models.issue import ArchivePage, IssuePage, MonthPair, PageScan, WebCompanion

__all__ = [
    "ArchivePage",
    "ArchivedArticlePage",
    "ArchivedCredit",
    "ArchivedTrend",
    "IssuePage",
    "MonthPair",
    "PageScan",
    "WebCompanion",
]
