"""What the API says of articles, sections, trends and contributors."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import TextChoices
from ninja import Field, Schema

from articles.blocks import BodyBlock
from articles.models import Contributor, Credit, Kind, SectionPage, Trend
from base.blocks.schema import ImageOut, stream_schema
from members.models import Access

Body: Any = stream_schema(BodyBlock())

IDENTIFIER = "Never changes, whatever happens to title, slug and host."
FEED = "The JSON feed; rss.xml and atom.xml stand beside it."


def one_of(choices: type[TextChoices]) -> Any:
    """Describe a field that takes one of these values."""
    return Field(json_schema_extra={"enum": list(choices.values)})


class SectionOut(Schema):
    """A department of the magazine."""

    id: uuid.UUID = Field(description=IDENTIFIER)
    page_id: int = Field(description="What Wagtail’s own resources for writing call `parent_id`.")
    slug: str = Field(examples=["features"])
    title: str = Field(examples=["Features"])
    intro: str
    colour: str = one_of(SectionPage.Colour)
    url: str = Field(examples=["https://magazine.example/features/"])
    feed_url: str = Field(description=FEED)


class SectionList(Schema):
    """All departments, in the order of the menu."""

    count: int
    items: list[SectionOut]


class TrendRef(Schema):
    """A trend as an article carries it."""

    id: uuid.UUID = Field(description=IDENTIFIER)
    slug: str = Field(examples=["community-science"])
    name: str = Field(examples=["Community science"])


class TrendOut(TrendRef):
    """A term of the vocabulary."""

    group: str = Field(description="The shelf of the vocabulary.", examples=["Community & society"])
    status: str = one_of(Trend.Status)
    scope_note: str = Field(description="What the term covers and what it does not.")
    synonyms: list[str] = Field(examples=[["Citizen science"]])
    see_also: list[TrendRef]
    discuss_url: str = Field(description="Where a community of practice talks about it; may be empty.")
    url: str
    feed_url: str = Field(description=FEED)


class TrendList(Schema):
    """The whole vocabulary, by name."""

    count: int
    items: list[TrendOut]


class Link(Schema):
    """An address elsewhere."""

    label: str
    url: str


class ContributorRef(Schema):
    """A contributor as a credit names it."""

    id: uuid.UUID = Field(description=IDENTIFIER)
    slug: str = Field(examples=["ana-duarte"])
    name: str = Field(examples=["Ana Duarte"])
    kind: str = one_of(Contributor.Kind)
    url: str


class ContributorOut(ContributorRef):
    """A person or an organisation with a byline; title and institution are those of today."""

    job_title: str
    institution: str
    biography: str
    orcid_url: str
    portrait: ImageOut | None
    links: list[Link]
    feed_url: str = Field(description=FEED)


class CreditOut(Schema):
    """What somebody did for an article, with title and affiliation of that time."""

    role: str = one_of(Credit.Role)
    title: str = Field(examples=["Director of Exhibits"])
    affiliation: str = Field(examples=["Tidal Museum"])
    contributor: ContributorRef


class EventOut(Schema):
    """When and where an event takes place; times carry the offset of the place."""

    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    time_zone: str = Field(examples=["Europe/Lisbon"])
    venue: str
    url: str


class ResourceOut(Schema):
    """Where a resource is and under which licence."""

    url: str
    publisher: str
    licence: str


class ReviewOut(Schema):
    """What a review is about."""

    exhibition: str
    host: str


class ArticleSummary(Schema):
    """What a list shows of an article."""

    id: uuid.UUID = Field(description=IDENTIFIER)
    slug: str
    url: str = Field(examples=["https://magazine.example/features/the-broken-button/"])
    path: str = Field(description="Goes into by-path.", examples=["/features/the-broken-button/"])
    title: str
    deck: str = Field(description="One or two sentences under the headline.")
    kind: str = one_of(Kind)
    section: SectionOut
    credits: list[CreditOut] = Field(description="In the order in which they are printed.")
    trends: list[TrendRef]
    image: ImageOut | None
    published_at: dt.datetime | None
    updated_at: dt.datetime | None = Field(description="Set only when readers should know of a change.")
    reading_minutes: int
    access: str = one_of(Access)
    gated_until: dt.datetime | None = Field(description="When a piece for members opens to everybody.")


class ArticleOut(ArticleSummary):
    """An article in full: the body as typed blocks and as ready HTML."""

    image_caption: str
    institutions: list[str] = Field(description="The institutions that the article is about.")
    event: EventOut | None = Field(description="Of articles of the kind event.")
    resource: ResourceOut | None = Field(description="Of articles of the kind resource.")
    review: ReviewOut | None = Field(description="Of articles of the kind review.")
    is_readable: bool = Field(description="Whether the body is here; for a guest, a gated one is not.")
    body: Body = Field(description="The blocks in their order; their type says what is in their value.")
    body_html: str = Field(description="The same as HTML: no scripts, styles or classes, and all addresses absolute.")
