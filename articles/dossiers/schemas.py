"""Dossiers in the API."""

import datetime as dt
import uuid
from typing import Any

from ninja import Field
from wagtail.rich_text import expand_db_html

from articles.api.schemas import FEED, IDENTIFIER, PAGE, SLUG, ArticleSummary, prefetch_sections
from articles.models import ArticlePage, DossierPage
from base.api.schemas import AbsoluteURL, ImageOut, ImageWithAlt, PageSchema
from base.sanitize import sanitize


class DossierSummary(PageSchema):
    """A dossier in a list."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    slug: str = Field(description=SLUG, examples=["museums-at-night"])
    title: str = Field(description="Its title.", examples=["Museums at night"])
    url: AbsoluteURL = Field(description=PAGE, examples=["https://magazine.example/dossiers/museums-at-night/"])
    cover: ImageOut | None = Field(description="Null where there is none.")
    released_at: dt.datetime | None = Field(alias="first_published_at", description="When it was released.")
    feed_url: AbsoluteURL = Field(description=FEED)

    @staticmethod
    def resolve_cover(dossier: DossierPage) -> ImageWithAlt | None:
        return ImageWithAlt(dossier.cover, dossier.cover.description) if dossier.cover else None

    @staticmethod
    def resolve_feed_url(dossier: DossierPage) -> str:
        return f"/feeds/dossiers/{dossier.slug}/feed.json"


class DossierOut(DossierSummary):
    """A dossier with its articles."""

    introduction_html: str = Field(description="What stands above the articles; harmless HTML, may be empty.")
    articles: list[ArticleSummary] = Field(description="In the order in which they are to be read.")

    @staticmethod
    def resolve_introduction_html(dossier: DossierPage, context: Any) -> str:
        request = context["request"]
        return sanitize(expand_db_html(dossier.introduction), request.build_absolute_uri(dossier.get_url(request)))

    @staticmethod
    def resolve_articles(dossier: DossierPage, context: Any) -> list[ArticlePage]:
        found = dossier.in_order(dossier.articles().for_summaries())
        prefetch_sections(found, context["request"])
        return found
