"""The beginning of a list of articles, as part of the answer about something else."""

from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from ninja import Field, Schema

from articles.api.schemas import ArticleSummary, prefetch_sections
from articles.models import ArticleQuerySet
from base.api import cursors

FIRST = 12
LIST = "/api/v3/articles/"
# The orders of a list of articles by name, the default first.
ORDERINGS = {"-published_at": ("-published_at", "-pk"), "published_at": ("published_at", "pk")}


class FirstArticles(Schema):
    """The beginning of a list of articles."""

    count: int = Field(description="How many there are in all.", examples=[34])
    items: list[ArticleSummary] = Field(description="The newest twelve.")
    next: str | None = Field(description="The address of what follows in the list of articles; null at the end.")


def first_articles(articles: ArticleQuerySet, request: HttpRequest, **query: str) -> dict[str, Any]:
    """Return the first articles of the API list with these parameters, and the URL of its next page."""
    found = list(articles.for_summaries()[: FIRST + 1])
    items = found[:FIRST]
    prefetch_sections(items, request)
    is_last = len(found) == len(items)
    return {
        "items": items,
        "count": len(items) if is_last else articles.count(),
        "next": None if is_last else _next(items[-1], request, query),
    }


def _next(last: Any, request: HttpRequest, query: dict[str, str]) -> str:
    ordering, order = next(iter(ORDERINGS.items()))
    given = sorted((query | {"cursor": cursors.write(ordering, order, last)}).items())
    return request.build_absolute_uri(f"{LIST}?{urlencode(given)}")
