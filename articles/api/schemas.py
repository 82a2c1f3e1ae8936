"""Articles, sections, trends and contributors in the API; each schema resolves itself from a model instance."""

import datetime as dt
import uuid
from itertools import count
from typing import Any

from django.db.models import TextChoices
from django.http import HttpRequest
from ninja import Field, Schema

from articles.blocks import BodyBlock
from articles.corrections.notices import Notice, notices_of
from articles.kinds.event import EventOut
from articles.kinds.resource import ResourceOut
from articles.kinds.review import ReviewOut
from articles.models import ArticlePage, Contributor, Correction, Credit, Kind, SectionPage, Trend
from articles.pages.body_html import body_html
from base.api.block_schemas import stream_schema, stream_value
from base.api.schemas import AbsoluteURL, ImageOut, ImageWithAlt, PageSchema, page_url
from base.blocks.footnotes import Note, notes_in, number_sanitized
from members.models import Access, Gated
from members.reading.access import is_readable

Body: Any = stream_schema(BodyBlock())

IDENTIFIER = "Never changes, whatever happens to title, slug and host."
FEED = "The JSON feed; rss.xml and atom.xml stand beside it."


def one_of(choices: type[TextChoices]) -> Any:
    """Describe a field that takes one of these values."""
    return Field(json_schema_extra={"enum": list(choices.values)})


class GatedSchema(Schema):
    """The parent of schemas with the fields `access` and `gated_until`; brings no field."""

    @staticmethod
    def resolve_access(piece: Gated) -> str:
        return Access.MEMBERS if piece.is_gated() else Access.OPEN

    @staticmethod
    def resolve_gated_until(piece: Gated) -> dt.datetime | None:
        return piece.gated_until if piece.is_gated() else None


class SectionOut(PageSchema):
    """A department of the magazine."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    page_id: int = Field(alias="pk", description="What Wagtail’s own resources for writing call `parent_id`.")
    slug: str = Field(examples=["features"])
    title: str = Field(examples=["Features"])
    intro: str
    colour: str = one_of(SectionPage.Colour)
    url: AbsoluteURL = Field(examples=["https://magazine.example/features/"])
    feed_url: AbsoluteURL = Field(description=FEED)

    @staticmethod
    def resolve_feed_url(section: SectionPage) -> str:
        return f"/feeds/sections/{section.slug}/feed.json"


class SectionList(Schema):
    """All departments, in the order of the menu."""

    count: int
    items: list[SectionOut]


class TrendRef(Schema):
    """A trend as an article carries it."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
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
    url: AbsoluteURL = Field(alias="get_absolute_url")
    feed_url: AbsoluteURL = Field(description=FEED)

    @staticmethod
    def resolve_group(trend: Trend) -> str:
        return trend.group.name

    @staticmethod
    def resolve_synonyms(trend: Trend) -> list[str]:
        return [synonym.name for synonym in trend.synonyms.all()]

    @staticmethod
    def resolve_feed_url(trend: Trend) -> str:
        return f"/feeds/trends/{trend.slug}/feed.json"


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

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    slug: str = Field(examples=["ana-duarte"])
    name: str = Field(examples=["Ana Duarte"])
    kind: str = one_of(Contributor.Kind)
    url: AbsoluteURL = Field(alias="get_absolute_url")


class ContributorOut(ContributorRef):
    """A person or an organisation with a byline; title and institution are those of today."""

    job_title: str
    institution: str
    biography: str
    orcid_url: str
    portrait: ImageOut | None
    links: list[Link]
    feed_url: AbsoluteURL = Field(description=FEED)

    @staticmethod
    def resolve_institution(contributor: Contributor) -> str:
        return str(contributor.institution or "")

    @staticmethod
    def resolve_portrait(contributor: Contributor) -> ImageWithAlt | None:
        return ImageWithAlt(contributor.portrait, contributor.name) if contributor.portrait else None

    @staticmethod
    def resolve_feed_url(contributor: Contributor) -> str:
        return f"/feeds/contributors/{contributor.slug}/feed.json"


class CreditOut(Schema):
    """What somebody did for an article, with title and affiliation of that time."""

    role: str = one_of(Credit.Role)
    title: str = Field(examples=["Director of Exhibits"])
    affiliation: str = Field(examples=["Tidal Museum"])
    contributor: ContributorRef


class CorrectionOut(Schema):
    """What was put right after publication; without words where the article is gated for whoever asks."""

    anchor: str = Field(description="Where it stands on the page of the article.", examples=["correction-7"])
    severity: str = one_of(Correction.Severity)
    wrong: str = Field(description="What readers were told.")
    right: str = Field(description="What is right.")
    made_at: dt.datetime
    made_by: str = Field(examples=["The editors"])


class FootnoteOut(Schema):
    """A footnote of the body."""

    number: int
    html: str


def footnotes_out(article: ArticlePage) -> list[FootnoteOut]:
    """Return the footnotes in the order of the text."""
    sources = "".join(block.value.source for block in article.body if block.block_type == "text")
    return [FootnoteOut(number=n, html=Note(n, text).html) for n, text in enumerate(notes_in(sources), start=1)]


class ArticleSummary(GatedSchema, PageSchema):
    """What a list shows of an article."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    slug: str
    url: AbsoluteURL = Field(examples=["https://magazine.example/features/the-broken-button/"])
    path: str = Field(description="Goes into by-path.", examples=["/features/the-broken-button/"])
    title: str
    deck: str = Field(description="One or two sentences under the headline.")
    kind: str = one_of(Kind)
    section: SectionOut
    credits: list[CreditOut] = Field(description="In the order in which they are printed.")
    trends: list[TrendRef]
    image: ImageOut | None
    published_at: dt.datetime | None
    updated_at: dt.datetime | None = Field(
        alias="revised_at", description="Set only when readers should know of a change."
    )
    corrected_at: dt.datetime | None = Field(description="When the last correction was made.")
    is_retracted: bool = Field(description="Show it wherever you show the title.")
    reading_minutes: int
    access: str = one_of(Access)
    gated_until: dt.datetime | None = Field(description="When a piece for members opens to everybody.")

    @staticmethod
    def resolve_path(article: ArticlePage, context: Any) -> str:
        return page_url(article, context)

    @staticmethod
    def resolve_section(article: ArticlePage) -> SectionPage:
        return article.section.specific

    @staticmethod
    def resolve_trends(article: ArticlePage) -> list[Trend]:
        return [link.tag for link in article.article_trends.all()]

    @staticmethod
    def resolve_image(article: ArticlePage) -> ImageWithAlt | None:
        return ImageWithAlt(article.lead_image, article.alt) if article.lead_image else None


def _is_readable(article: ArticlePage, request: HttpRequest) -> bool:
    return getattr(request, "is_preview", False) or is_readable(request, article)


class ArticleOut(ArticleSummary):
    """An article in full: the body as typed blocks and as ready HTML."""

    image_caption: str = Field(alias="lead_image_caption")
    institutions: list[str] = Field(description="The institutions that the article is about.")
    event: EventOut | None = Field(description="Of articles of the kind event.")
    resource: ResourceOut | None = Field(description="Of articles of the kind resource.")
    review: ReviewOut | None = Field(description="Of articles of the kind review.")
    corrections: list[CorrectionOut] = Field(description="The newest first.")
    is_readable: bool = Field(description="Whether the body is here; for a guest, a gated one is not.")
    body: Body = Field(description="The blocks in their order; their type says what is in their value.")
    footnotes: list[FootnoteOut] = Field(description="Their numbers stand in the text as links to #note-1 and so on.")
    body_html: str = Field(description="The same as HTML: no scripts, styles or classes, and all addresses absolute.")

    @staticmethod
    def resolve_institutions(article: ArticlePage) -> list[str]:
        return [institution.name for institution in article.institutions.all()]

    @staticmethod
    def resolve_event(article: ArticlePage) -> ArticlePage | None:
        return article if article.kind == Kind.EVENT else None

    @staticmethod
    def resolve_resource(article: ArticlePage) -> ArticlePage | None:
        return article if article.kind == Kind.RESOURCE else None

    @staticmethod
    def resolve_review(article: ArticlePage) -> ArticlePage | None:
        return article if article.kind == Kind.REVIEW else None

    @staticmethod
    def resolve_is_readable(article: ArticlePage, context: Any) -> bool:
        return _is_readable(article, context["request"])

    @staticmethod
    def resolve_corrections(article: ArticlePage, context: Any) -> list[Notice]:
        return notices_of(article, is_readable=_is_readable(article, context["request"]))

    @staticmethod
    def resolve_body(article: ArticlePage, context: Any) -> list[dict[str, Any]]:
        request = context["request"]
        blocks = stream_value(article.body, request) if _is_readable(article, request) else []
        numbered: list[dict[str, Any]] = number_sanitized(blocks, count(1))
        return numbered

    @staticmethod
    def resolve_footnotes(article: ArticlePage, context: Any) -> list[FootnoteOut]:
        return footnotes_out(article) if _is_readable(article, context["request"]) else []

    @staticmethod
    def resolve_body_html(article: ArticlePage, context: Any) -> str:
        request = context["request"]
        return body_html(article, request) if _is_readable(article, request) else ""
