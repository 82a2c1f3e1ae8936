"""Filters of lists of articles; the names are those of the search."""

import datetime as dt
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import BeforeValidator

from articles.api.lookups import Slug, Slugs, filter_value_or_422, filter_values_or_422
from articles.models import ArticleQuerySet, Contributor, Kind, SectionPage, Trend
from members.models import Institution
from members.models.gated import gated_or_not

FIRST_YEAR, LAST_YEAR = 1900, 2200
KINDS = {kind.slug: kind.value for kind in Kind}


def _kind(named: Any) -> Any:
    """Return the value of a kind given by its slug on the site: “events”."""
    return KINDS.get(named, named)


class PieceFilter(Schema):
    """Filters that lists of articles and archived articles share; all that are given must hold."""

    trend: Slugs | None = Field(
        None, description="Slugs of trends, with commas between them: what carries all of them. Former slugs lead on."
    )
    contributor: Slugs | None = Field(
        None, description="Slugs of contributors, with commas between them: what all of them have a credit on."
    )
    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="The year of publication.")
    gated: bool | None = Field(None, description="`true` for what only members read in full, `false` for the rest.")

    @property
    def changes_by_itself(self) -> bool:
        """Return whether the filtered list can change as time passes, without a write."""
        return self.gated is not None

    def contributors(self) -> list[Contributor]:
        """Return the named contributors. Raise HttpError 422 for an unknown one."""
        return list(filter_values_or_422(Contributor.objects.public(), self.contributor))


class ArticleFilter(PieceFilter):
    """Filters of lists of articles; all that are given must hold."""

    section: Slug | None = Field(None, description="Slug of a section.")
    institution: Slugs | None = Field(
        None, description="Slugs of institutions, with commas: what is about them or was written there, all of them."
    )
    kind: Annotated[Kind, BeforeValidator(_kind)] | None = Field(None, description="What sort of piece it is.")

    def apply(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Return the articles that match. Raise HttpError 422 if a filter names something unknown."""
        if self.section:
            articles = articles.filter(listed_in=filter_value_or_422(SectionPage.objects.published(), self.section))
        for trend in filter_values_or_422(Trend.objects.public().with_frequency(), self.trend):
            articles = articles.carrying(trend)
        for person in self.contributors():
            articles = articles.credited_to(person)
        for place in filter_values_or_422(Institution.objects.public(), self.institution):
            articles = articles.concerning(place)
        return self._dated(articles.filter(kind=self.kind) if self.kind else articles)

    def _dated(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        if self.year:
            articles = articles.between(dt.date(self.year, 1, 1), dt.date(self.year + 1, 1, 1))
        return articles if self.gated is None else gated_or_not(articles, gated=self.gated)
