"""Schemas for lists and references in the API; each resolves itself from a model instance."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import TextChoices
from django.http import HttpRequest
from ninja import Field, Schema

from articles.kinds.event import EventOut
from articles.models import ArticlePage, Contributor, Credit, Kind, SectionPage, Trend
from articles.pages.cards import sections_of
from base.api.schemas import AbsoluteURL, ImageOut, ImageWithAlt, PageSchema, page_url
from members.models import Access, Gated

IDENTIFIER = "Never changes, whatever happens to title, slug and host."
FEED = "The JSON feed; rss.xml and atom.xml stand beside it."
ACCESS = "Who may read it in full: everybody, or members."
OPENS = "When a piece for members opens to everybody; null when it does not."
SLUG = "The last part of its address; it can change, and the old one leads here then."
PAGE = "Its page on the site of the magazine."
PATH = "The address of its page without scheme and host."


def one_of(choices: type[TextChoices], description: str) -> Any:
    """Describe a field that takes one of these values."""
    return Field(description=description, json_schema_extra={"enum": list(choices.values)})


class GatedSchema(Schema):
    """Base of schemas with the fields `access` and `gated_until`; adds no field."""

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
    slug: str = Field(description=SLUG, examples=["features"])
    title: str = Field(description="Its name.", examples=["Features"])
    intro: str = Field(description="One or two sentences under its name; may be empty.")
    colour: str = one_of(SectionPage.Colour, "Its accent colour.")
    url: AbsoluteURL = Field(description=PAGE, examples=["https://magazine.example/features/"])
    feed_url: AbsoluteURL = Field(description=FEED)

    @staticmethod
    def resolve_feed_url(section: SectionPage) -> str:
        return f"/feeds/sections/{section.slug}/feed.json"


class TrendRef(Schema):
    """A trend of an article."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    slug: str = Field(description=SLUG, examples=["community-science"])
    name: str = Field(description="The term.", examples=["Community science"])


class Link(Schema):
    """An address elsewhere."""

    label: str = Field(description="What stands there.", examples=["Her page"])
    url: str = Field(description="The address.", examples=["https://ana.example/"])


class ContributorRef(Schema):
    """A contributor of a credit."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    slug: str = Field(description=SLUG, examples=["ana-duarte"])
    name: str = Field(description="As bylines print it.", examples=["Ana Duarte"])
    kind: str = one_of(Contributor.Kind, "A person or an organisation.")
    url: AbsoluteURL = Field(alias="get_absolute_url", description=PAGE)


class ContributorOut(ContributorRef):
    """A person or organisation with a byline; title and institution are the current ones."""

    job_title: str = Field(description="What they do today; may be empty.", examples=["Director of Exhibits"])
    institution: str = Field(description="Where they work today; may be empty.", examples=["Tidal Museum"])
    biography: str = Field(description="Some sentences about them; may be empty.")
    orcid_url: str = Field(
        description="The address of the ORCID record; may be empty.", examples=["https://orcid.org/0000-0002-1825-0097"]
    )
    portrait: ImageOut | None = Field(description="A picture of them; null where there is none.")
    links: list[Link] = Field(description="Where they can be found elsewhere.")
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
    """A contributor's role on an article, with title and affiliation at the time."""

    role: str = one_of(Credit.Role, "What they did.")
    title: str = Field(description="Their job title then; may be empty.", examples=["Director of Exhibits"])
    affiliation: str = Field(description="Where they worked then; may be empty.", examples=["Tidal Museum"])
    contributor: ContributorRef = Field(description="Who it was.")


class ArticleSummary(GatedSchema, PageSchema):
    """An article in a list."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    slug: str = Field(description=SLUG, examples=["the-broken-button"])
    url: AbsoluteURL = Field(description=PAGE, examples=["https://magazine.example/features/the-broken-button/"])
    path: str = Field(description=f"{PATH} Goes into by-path.", examples=["/features/the-broken-button/"])
    title: str = Field(description="The headline.", examples=["The Broken Button"])
    deck: str = Field(description="One or two sentences under the headline; may be empty.")
    kind: str = one_of(Kind, "What sort of piece it is.")
    section: SectionOut = Field(description="The department that it stands in.")
    credits: list[CreditOut] = Field(description="In the order in which they are printed.")
    trends: list[TrendRef] = Field(description="The terms of the vocabulary that it carries.")
    image: ImageOut | None = Field(description="The picture above it; null where there is none.")
    event: EventOut | None = Field(description="Of articles of the kind event.")
    published_at: dt.datetime | None = Field(description="The date under the headline.")
    updated_at: dt.datetime | None = Field(
        alias="revised_at", description="Set only when readers should know of a change."
    )
    corrected_at: dt.datetime | None = Field(description="When the last correction was made; null without any.")
    is_retracted: bool = Field(description="Show it wherever you show the title.")
    reading_minutes: int = Field(description="How long it takes to read.", examples=[7])
    access: str = one_of(Access, ACCESS)
    gated_until: dt.datetime | None = Field(description=OPENS)

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
    def resolve_event(article: ArticlePage) -> ArticlePage | None:
        return article if article.kind == Kind.EVENT else None

    @staticmethod
    def resolve_image(article: ArticlePage) -> ImageWithAlt | None:
        return ImageWithAlt(article.lead_image, article.alt) if article.lead_image else None


def prefetch_sections(articles: list[ArticlePage], request: HttpRequest) -> None:
    """Load the sections of a list of articles in one query."""
    sections = sections_of(articles, request)
    for article in articles:
        article.section = sections[article.parent_path]


class ArticleRef(PageSchema):
    """A reference to an article."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    url: AbsoluteURL = Field(description=PAGE, examples=["https://magazine.example/features/the-broken-button/"])
    path: str = Field(description=f"{PATH} Goes into by-path.", examples=["/features/the-broken-button/"])
    title: str = Field(description="The headline.", examples=["The Broken Button"])
    kind: str = one_of(Kind, "What sort of piece it is.")
    published_at: dt.datetime | None = Field(description="The date under the headline.")
    is_retracted: bool = Field(description="Show it wherever you show the title.")

    @staticmethod
    def resolve_path(article: ArticlePage, context: Any) -> str:
        return page_url(article, context)
