"""An article in full, with everything that its page needs."""

import datetime as dt
from itertools import count
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema
from wagtail.images.shortcuts import get_rendition_or_not_found

from articles.api.institution_schemas import InstitutionRef
from articles.api.schemas import ArticleRef, ArticleSummary, one_of
from articles.blocks import BodyBlock
from articles.corrections.notices import Notice, correction_comments, notices_of
from articles.kinds.resource import ResourceOut
from articles.kinds.review import ReviewOut
from articles.models import ArticlePage, Correction, Kind
from articles.pages.article_context import related_to
from articles.pages.body_html import body_html
from articles.pages.citation import Reference, as_bibtex, as_ris, in_words, reference
from articles.pages.structured_data import news_article
from base.api.block_schemas import stream_schema, stream_value
from base.api.schemas import Metadata, metadata_of
from base.blocks.footnotes import Note, notes_in, number_sanitized
from base.media.renditions import SOCIAL
from members.reading.access import is_readable

Body: Any = stream_schema(BodyBlock())


class CorrectionOut(Schema):
    """A correction made after publication; without its text for clients that may not read the article."""

    anchor: str = Field(description="Where it stands on the page of the article.", examples=["correction-7"])
    severity: str = one_of(Correction.Severity, "How much of the article it puts in question.")
    wrong: str = Field(description="What readers were told; may be empty.")
    right: str = Field(description="What is right.")
    made_at: dt.datetime = Field(description="When it was made.")
    made_by: str = Field(description="Who says so.", examples=["The editors"])


class FootnoteOut(Schema):
    """A footnote of the body."""

    number: int = Field(description="As it stands in the text.", examples=[1])
    html: str = Field(description="Its words.")


class CitationOut(Schema):
    """A reference to a piece in several formats."""

    text: str = Field(description="In words, as it stands in a list of references.")
    bibtex: str = Field(description="For LaTeX.")
    ris: str = Field(description="For reference managers.")

    @staticmethod
    def resolve_text(cited: Reference) -> str:
        return in_words(cited)

    @staticmethod
    def resolve_bibtex(cited: Reference) -> str:
        return as_bibtex(cited)

    @staticmethod
    def resolve_ris(cited: Reference) -> str:
        return as_ris(cited)


def footnotes_out(article: ArticlePage) -> list[FootnoteOut]:
    """Return the footnotes in the order of the text."""
    sources = "".join(block.value.source for block in article.body if block.block_type == "text")
    return [FootnoteOut(number=n, html=Note(n, text).html) for n, text in enumerate(notes_in(sources), start=1)]


def _is_readable(article: ArticlePage, request: HttpRequest) -> bool:
    return getattr(request, "is_preview", False) or is_readable(request, article)


class ArticleOut(ArticleSummary):
    """An article in full: the body as typed blocks and as HTML, and what its page shows beside it."""

    image_caption: str = Field(alias="lead_image_caption", description="Under the picture; may be empty.")
    institutions: list[InstitutionRef] = Field(description="The institutions that the article is about.")
    resource: ResourceOut | None = Field(description="Of articles of the kind resource.")
    review: ReviewOut | None = Field(description="Of articles of the kind review.")
    corrections: list[CorrectionOut] = Field(description="The newest first.")
    is_readable: bool = Field(description="Whether the body is here; for a guest, a gated one is not.")
    body: Body = Field(description="The blocks in their order; their type says what is in their value.")
    footnotes: list[FootnoteOut] = Field(description="Their numbers stand in the text as links to #note-1 and so on.")
    body_html: str = Field(description="The same as HTML: no scripts, styles or classes, and all addresses absolute.")
    related: list[ArticleRef] = Field(description="What continues its matter, the nearest first; up to four.")
    previous: ArticleRef | None = Field(description="What was published before it in its section.")
    next: ArticleRef | None = Field(description="What was published after it in its section.")
    citation: CitationOut = Field(description="How it is cited.")
    metadata: Metadata = Field(description="What belongs into the head of its page.")

    @staticmethod
    def resolve_institutions(article: ArticlePage) -> list[Any]:
        return list(article.institutions.all())

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

    @staticmethod
    def resolve_related(article: ArticlePage) -> list[ArticlePage]:
        return related_to(article)

    @staticmethod
    def resolve_previous(article: ArticlePage, context: Any) -> ArticlePage | None:
        return _beside(article, context)[0]

    @staticmethod
    def resolve_next(article: ArticlePage, context: Any) -> ArticlePage | None:
        return _beside(article, context)[1]

    @staticmethod
    def resolve_citation(article: ArticlePage, context: Any) -> Reference:
        return reference(article, article.byline_credits, context["request"])

    @staticmethod
    def resolve_metadata(article: ArticlePage, context: Any) -> Any:
        request, image = context["request"], article.social_image or article.lead_image
        social = get_rendition_or_not_found(image, SOCIAL) if image else None
        described = news_article(
            article,
            section=article.section.specific,
            authors=article.byline_credits,
            trends=ArticleSummary.resolve_trends(article),
            image=social,
            request=request,
        )
        notices = correction_comments(notices_of(article, is_readable=_is_readable(article, request)))
        url = described["url"]
        return metadata_of(
            article, description=article.deck, social_image=social, structured_data=described | notices, url=url
        )


def _beside(article: ArticlePage, context: Any) -> Any:
    """Return the articles published before and after, loaded once for both fields."""
    if "beside" not in context:
        context["beside"] = ArticlePage.objects.beside(article)
    return context["beside"]
