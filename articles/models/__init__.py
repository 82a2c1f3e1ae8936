"""Articles, and their classification."""

from articles.kinds import Kind
from articles.models.article import ArticlePage, RelatedArticle
from articles.models.contributor import Contributor, ContributorLink
from articles.models.correction import Correction
from articles.models.credit import Credit
from articles.models.dossier import DossierEntry, DossierIndexPage, DossierPage, ReleaseError
from articles.models.querysets import ArticleQuerySet
from articles.models.section import SectionPage
from articles.models.tombstone import Tombstone
from articles.models.trend import ArticleTrend, Trend, TrendGroup, TrendSynonym
from articles.models.trend_figures import TrendFigures
from articles.models.trend_links import CarriesTrends, KeyArticle, MergedTrend

__all__ = [
    "ArticlePage",
    "ArticleQuerySet",
    "ArticleTrend",
    "CarriesTrends",
    "Contributor",
    "ContributorLink",
    "Correction",
    "Credit",
    "DossierEntry",
    "DossierIndexPage",
    "DossierPage",
    "KeyArticle",
    "Kind",
    "MergedTrend",
    "RelatedArticle",
    "ReleaseError",
    "SectionPage",
    "Tombstone",
    "Trend",
    "TrendFigures",
    "TrendGroup",
    "TrendSynonym",
]
