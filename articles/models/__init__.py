"""Articles, and what they are filed under."""

from articles.kinds import Kind
from articles.models.article import ArticlePage
from articles.models.contributor import Contributor, ContributorLink
from articles.models.correction import Correction
from articles.models.credit import Credit
from articles.models.dossier import DossierEntry, DossierIndexPage, DossierPage, ReleaseError
from articles.models.querysets import ArticleQuerySet
from articles.models.section import SectionPage
from articles.models.tombstone import Tombstone
from articles.models.trend import ArticleTrend, Trend, TrendGroup, TrendSynonym

__all__ = [
    "ArticlePage",
    "ArticleQuerySet",
    "ArticleTrend",
    "Contributor",
    "ContributorLink",
    "Correction",
    "Credit",
    "DossierEntry",
    "DossierIndexPage",
    "DossierPage",
    "Kind",
    "ReleaseError",
    "SectionPage",
    "Tombstone",
    "Trend",
    "TrendGroup",
    "TrendSynonym",
]
