"""Institutions in the API, with their articles."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from articles.api.schemas import FEED, ArticleSummary, prefetch_sections
from articles.models import ArticlePage, ArticleQuerySet
from base.api.schemas import AbsoluteURL
from members.api.schemas import InstitutionOut, InstitutionRef, InstitutionSummary
from members.models import Institution

__all__ = ["InstitutionDetail", "InstitutionInList", "InstitutionRef"]

NEWEST = 6
COUNT = "How many published articles are about it or were written there."


class TiedArticles(Schema):
    """The newest articles related to an institution in one way."""

    count: int = Field(description="How many there are in all.", examples=[3])
    items: list[ArticleSummary] = Field(description="The newest six.")


class InstitutionInList(InstitutionSummary):
    """An institution in a list."""

    articles_count: int = Field(description=COUNT, examples=[4])


class InstitutionDetail(InstitutionOut):
    """An institution with the newest articles about it and by its people."""

    articles_count: int = Field(description=COUNT, examples=[4])
    about_it: TiedArticles = Field(description="Articles about it.")
    written_there: TiedArticles = Field(description="Articles by somebody who worked there then.")
    feed_url: AbsoluteURL = Field(description=FEED)

    @staticmethod
    def resolve_about_it(institution: Institution, context: Any) -> dict[str, Any]:
        return _newest(ArticlePage.objects.newest_first().about(institution), context["request"])

    @staticmethod
    def resolve_written_there(institution: Institution, context: Any) -> dict[str, Any]:
        return _newest(ArticlePage.objects.newest_first().written_at(institution), context["request"])

    @staticmethod
    def resolve_feed_url(institution: Institution) -> str:
        return f"/feeds/institutions/{institution.slug}/feed.json"


def _newest(articles: ArticleQuerySet, request: HttpRequest) -> dict[str, Any]:
    found = list(articles.for_summaries()[:NEWEST])
    prefetch_sections(found, request)
    return {"items": found, "count": len(found) if len(found) < NEWEST else articles.count()}
