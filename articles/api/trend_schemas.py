"""Trends in the API: terms of the vocabulary, their frequency and ties."""

from collections.abc import Sequence
from typing import Any

from ninja import Field, Schema

from articles.api.first_articles import FirstArticles, first_articles
from articles.api.schemas import FEED, PAGE, TrendRef, one_of
from articles.content_sources import ContentGroup, content_groups
from articles.models import ArticlePage, Trend, TrendFigures
from articles.models.trend_figures import LEAST_PIECES, LEAST_RISE
from articles.trends.index import figures_of
from articles.trends.page import Timeline, TrendProfile, trend_profile
from base.api.schemas import AbsoluteURL


class TrendCounts(Schema):
    """The number of pieces on a trend, articles and archived articles together."""

    total: int = Field(description="All published pieces that carry it.", examples=[57])
    recent: int = Field(description="Those of the last 24 months.", examples=[12])
    earlier: int = Field(description="Those of the 24 months before.", examples=[5])
    rise: float = Field(description="How its share of all pieces has grown from then to now; 1 is no change.")
    is_rising: bool = Field(description="Whether the site names it among what rises.")

    @staticmethod
    def resolve_is_rising(figures: TrendFigures) -> bool:
        return figures.recent >= LEAST_PIECES and figures.rise >= LEAST_RISE


class TrendOut(TrendRef):
    """A term of the vocabulary."""

    group: str = Field(description="The shelf of the vocabulary.", examples=["Community & society"])
    status: str = one_of(Trend.Status, "How settled the term is.")
    scope_note: str = Field(description="What the term covers and what it does not; may be empty.")
    synonyms: list[str] = Field(description="Other words for it.", examples=[["Citizen science"]])
    see_also: list[TrendRef] = Field(description="Terms that editors set beside it.")
    successor: TrendRef | None = Field(description="Where a retired term leads.")
    discuss_url: str = Field(description="Where a community of practice talks about it; may be empty.")
    url: AbsoluteURL = Field(alias="get_absolute_url", description=PAGE)
    feed_url: AbsoluteURL = Field(description=FEED)
    counts: TrendCounts = Field(description="How often it was written about; counted every night.")

    @staticmethod
    def resolve_group(trend: Trend) -> str:
        return trend.group.name

    @staticmethod
    def resolve_synonyms(trend: Trend) -> list[str]:
        return [synonym.name for synonym in trend.synonyms.all()]

    @staticmethod
    def resolve_feed_url(trend: Trend) -> str:
        return f"/feeds/trends/{trend.slug}/feed.json"

    @staticmethod
    def resolve_counts(trend: Trend) -> TrendFigures:
        return figures_of(trend) or TrendFigures(rise=1)


class SourceCounts(Schema):
    """The pieces of one kind of source, year by year."""

    name: str = Field(description="What is counted.", examples=["Printed issues"])
    counts: list[int] = Field(description="One number for each of the years.", examples=[[0, 2, 5]])


class TimelineOut(Schema):
    """The number of pieces on a trend, year by year."""

    years: list[int] = Field(description="All years from the first to the last.", examples=[[2017, 2018, 2019]])
    sources: list[SourceCounts] = Field(description="The numbers of each source; those that have none are left out.")

    @staticmethod
    def resolve_years(timeline: Timeline) -> list[int]:
        return [int(row[0] or 0) for row in timeline.rows[1:]]

    @staticmethod
    def resolve_sources(timeline: Timeline) -> list[dict[str, Any]]:
        (_year, *names), *rows = timeline.rows
        return [{"name": name, "counts": [row[place] for row in rows]} for place, name in enumerate(names, start=1)]


class TieOut(Schema):
    """Something that often appears together with a trend."""

    name: str = Field(description="What it is called.", examples=["Ana Duarte"])
    url: AbsoluteURL = Field(description=PAGE)
    count: int = Field(description="How many pieces they share.", examples=[4])


class LineOut(Schema):
    """A piece of any kind in a short list."""

    title: str = Field(description="Its title.", examples=["A House of Two Rooms"])
    url: AbsoluteURL = Field(description=PAGE)
    kicker: str = Field(description="What it is, or where it stood.", examples=["The Power of Small"])
    when: str = Field(description="When it appeared, in words.", examples=["March/April 2019"])
    is_gated: bool = Field(description="Whether only members read it in full.")


class RowOut(Schema):
    """A piece of the archive in a mixed list."""

    title: str = Field(description="Its title.", examples=["A House of Two Rooms"])
    url: AbsoluteURL = Field(description=PAGE)
    kicker: str = Field(description="The issue that it stands in.", examples=["March/April 2019: The Power of Small"])
    teaser: str = Field(description="What everybody may know of it; may be empty.")
    byline: str = Field(description="Who wrote it; may be empty.", examples=["Ana Duarte"])
    is_gated: bool = Field(description="Whether only members read it in full.")


class GroupOut(Schema):
    """Pieces from elsewhere in the magazine, such as the archive."""

    title: str = Field(description="The heading.", examples=["In the archive"])
    total: int = Field(description="How many there are in all.", examples=[9])
    rows: list[RowOut] = Field(description="The newest of them.")
    more_url: AbsoluteURL = Field(description="The page that lists all; may be empty.")


class TrendDetail(TrendOut):
    """A term with its years, ties and newest pieces."""

    timeline: TimelineOut | None = Field(description="Null while no piece carries it.")
    key_articles: list[LineOut] = Field(description="With what to begin, in the order of the editors.")
    people: list[TieOut] = Field(description="Who wrote of it most.")
    institutions: list[TieOut] = Field(description="The institutions that it meets most.")
    neighbours: list[TieOut] = Field(description="The trends that it meets most, for their size.")
    articles: FirstArticles = Field(description="The newest articles that carry it.")
    elsewhere: list[GroupOut] = Field(description="What other parts of the magazine have on it.")

    @staticmethod
    def resolve_timeline(trend: Trend, context: Any) -> Any:
        return _profile(trend, context).timeline

    @staticmethod
    def resolve_key_articles(trend: Trend, context: Any) -> Any:
        return _profile(trend, context).key_articles

    @staticmethod
    def resolve_people(trend: Trend, context: Any) -> Any:
        return _profile(trend, context).people

    @staticmethod
    def resolve_institutions(trend: Trend, context: Any) -> Any:
        return _profile(trend, context).institutions

    @staticmethod
    def resolve_neighbours(trend: Trend, context: Any) -> Any:
        return _profile(trend, context).neighbours

    @staticmethod
    def resolve_articles(trend: Trend, context: Any) -> Any:
        carrying = ArticlePage.objects.newest_first().carrying(trend)
        return first_articles(carrying, context["request"], trend=trend.slug)

    @staticmethod
    def resolve_elsewhere(trend: Trend, context: Any) -> Sequence[ContentGroup]:
        return content_groups(trend, context["request"])


def _profile(trend: Trend, context: Any) -> TrendProfile:
    """Return the content of the trend's page, computed once for all fields."""
    if "profile" not in context:
        context["profile"] = trend_profile(trend, context["request"])
    profile: TrendProfile = context["profile"]
    return profile
