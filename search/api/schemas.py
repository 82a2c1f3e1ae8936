"""Search results in the API."""

import datetime as dt

from ninja import Field, Schema

from articles.api.schemas import PAGE, PATH, TrendRef
from base.api.schemas import AbsoluteURL
from search.results import Line


class ResultOut(Schema):
    """One result."""

    kind: str = Field(description="What it is: a value of the facet `type`.", examples=["article"])
    label: str = Field(description="The same in words.", examples=["Article"])
    title: str = Field(alias="plain_title", description="Its title or name.", examples=["The Broken Button"])
    title_html: str = Field(alias="title", description="The same with `mark` around the words of the query.")
    url: AbsoluteURL = Field(description=PAGE)
    path: str = Field(alias="url", description=PATH, examples=["/features/the-broken-button/"])
    kicker: str = Field(description="Where it stands; may be empty.", examples=["Features"])
    byline: str = Field(description="Who wrote it; may be empty.", examples=["Ana Duarte"])
    excerpt_html: str = Field(alias="excerpt", description="Where the words stand, with `mark` around them.")
    date: dt.date | None = Field(description="The day of a piece; null for all else.")
    is_profile: bool = Field(description="Whether it is somebody or something, and no piece.")
    is_gated: bool = Field(description="Whether only members read it in full.")

    @staticmethod
    def resolve_label(line: Line) -> str:
        return str(line.label)


class PinOut(Schema):
    """A link that editors put above the results of a query."""

    title: str = Field(description="What it is called.")
    url: AbsoluteURL = Field(description="Where it leads.")
    description: str = Field(description="One sentence about it; may be empty.")


class ValueOut(Schema):
    """A value of a facet."""

    slug: str = Field(description="What the parameter takes.", examples=["community-science"])
    label: str = Field(description="What it is called.", examples=["Community science"])
    count: int = Field(description="How many of the results have it; 0 for what is chosen.", examples=[12])
    is_about: bool = Field(description="Whether the count was estimated.")
    is_chosen: bool = Field(description="Whether the results are narrowed by it.")


class FacetOut(Schema):
    """A facet, and its values that narrow these results."""

    name: str = Field(description="The name of the parameter.", examples=["trend"])
    label: str = Field(description="The heading.", examples=["Trend"])
    values: list[ValueOut] = Field(description="What is chosen, then what can be.")


class WayOut(Schema):
    """Another search with results, for one that finds nothing."""

    text: str = Field(description="What it does otherwise.", examples=["Without “Reviews”"])
    url: AbsoluteURL = Field(description="Its address in the API.")
    total: int = Field(description="How much it finds.", examples=[4])


class SearchOut(Schema):
    """One page of results."""

    query: str = Field(description="What was looked for, as it was understood.", examples=["tide pools"])
    corrected: str = Field(description="What was looked for instead, where words were mistyped; else empty.")
    is_loosened: bool = Field(description="Whether results lack one of the words.")
    total: int = Field(description="How many there are in all.", examples=[34])
    is_estimated: bool = Field(description="Whether counts were estimated.")
    beyond_facets: int = Field(description="Where nothing is found: how much there would be without the facets.")
    page: int = Field(description="The number of this page.", examples=[1])
    items: list[ResultOut] = Field(description="The results, twelve a page.")
    pins: list[PinOut] = Field(description="What editors put above them; on the first page of a query.")
    facets: list[FacetOut] = Field(description="By what the results can be narrowed, with counts.")
    ways_out: list[WayOut] = Field(description="Where nothing is found: searches that find something.")
    begin_with: list[TrendRef] = Field(description="Where nothing is asked: the trends that most pieces carry.")
    next: AbsoluteURL | None = Field(description="The address of the next page; null at the end.")
    previous: AbsoluteURL | None = Field(description="The address of the page before; null on the first one.")


class SuggestionOut(Schema):
    """A thing whose name or title matches what was typed so far."""

    title: str = Field(description="Its title or name.", examples=["Community science"])
    kind: str = Field(description="What it is, in words.", examples=["Trend"])
    url: AbsoluteURL = Field(description=PAGE)
    path: str = Field(alias="url", description=PATH, examples=["/trends/community-science/"])


class SuggestionsOut(Schema):
    """Suggestions while somebody types."""

    items: list[SuggestionOut] = Field(description="Up to eight; people, institutions and trends come first.")
