"""Issues and archived articles in the API; each schema resolves itself from a model instance."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Schema
from wagtail.rich_text import expand_db_html

from archive.models import ArchivedArticlePage, IssuePage, MonthPair, PageScan, WebCompanion
from archive.reading.citation import Reference, as_bibtex, as_ris, in_words, reference
from archive.reading.scans import readable_folios
from articles.api.schemas import IDENTIFIER, CreditOut, GatedSchema, TrendRef, one_of
from articles.models import Trend
from base.api.schemas import AbsoluteURL, ImageOut, ImageWithAlt, PageSchema
from base.sanitize import sanitize
from members.models import Access
from members.reading.access import is_readable

READABLE = "Whether the rest is here; for a guest, that of a gated piece is not."
PDF = "The PDF, for those who may read the piece; empty for others and where there is none."


class IssueRef(PageSchema):
    """An issue as its articles name it."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    slug: str = Field(examples=["2019-march-april"])
    url: AbsoluteURL = Field(examples=["https://magazine.example/archive/2019-march-april/"])
    title: str = Field(description="The theme.", examples=["The Power of Small"])
    year: int = Field(examples=[2019])
    pair: int = Field(
        alias="months",
        description="Which of the six issues of the year, from 1 to 6.",
        ge=min(MonthPair),
        le=max(MonthPair),
    )
    months: str = Field(alias="get_months_display", examples=["March/April"])


class IssueSummary(GatedSchema, IssueRef):
    """What a list shows of an issue."""

    volume: int | None
    number: int | None
    issn: str
    cover: ImageOut | None
    page_count: int
    access: str = one_of(Access)
    gated_until: dt.datetime | None = Field(description="When an issue for members opens to everybody.")

    @staticmethod
    def resolve_cover(issue: IssuePage) -> ImageWithAlt | None:
        return ImageWithAlt(issue.cover, issue.cover.description) if issue.cover else None


class ArchivedArticleSummary(GatedSchema, PageSchema):
    """What a list shows of an archived article."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    slug: str
    url: AbsoluteURL
    title: str
    issue: IssueRef
    department: str = Field(examples=["Features"])
    teaser: str
    first_page: int | None
    last_page: int | None
    credits: list[CreditOut] = Field(description="In the order in which they are printed.")
    trends: list[TrendRef]
    access: str = one_of(Access)
    gated_until: dt.datetime | None = Field(description="When a piece for members opens to everybody.")

    @staticmethod
    def resolve_trends(article: ArchivedArticlePage) -> list[Trend]:
        return [link.tag for link in article.archived_trends.all()]


class CompanionOut(Schema):
    """What stood only on the web beside an issue."""

    title: str
    url: AbsoluteURL

    @staticmethod
    def resolve_url(companion: WebCompanion, context: Any) -> str:
        return companion.address(context["request"])


class ScanOut(Schema):
    """One page as a picture."""

    page: int = Field(alias="folio", description="The printed number.")
    url: AbsoluteURL = Field(description="Where people look at it.")
    image_url: AbsoluteURL = Field(alias="address")
    width: int
    height: int

    @staticmethod
    def resolve_url(scan: PageScan, context: Any) -> str:
        return scan.issue.page_address(scan.folio, context["request"])


def _pdf_url(url_name: str, piece: ArchivedArticlePage | IssuePage, request: HttpRequest) -> str:
    """Return the path of the PDF in the API, where a token opens it, too."""
    may_open = piece.pdf and is_readable(request, piece)
    return reverse(f"wagtailapi_v3:{url_name}", args=[piece.public_id]) if may_open else ""


class IssueOut(IssueSummary):
    """An issue with its contents."""

    overview_html: str
    rights_note: str
    contents: list[ArchivedArticleSummary] = Field(description="In the order of the printed contents.")
    web_companions: list[CompanionOut]
    is_readable: bool = Field(description=READABLE)
    pdf_url: AbsoluteURL = Field(description=PDF)
    pages: list[ScanOut] = Field(description="The pages that may be seen.")

    @staticmethod
    def resolve_overview_html(issue: IssuePage, context: Any) -> str:
        request = context["request"]
        return sanitize(expand_db_html(issue.overview), request.build_absolute_uri(issue.get_url(request)))

    @staticmethod
    def resolve_contents(issue: IssuePage) -> list[ArchivedArticlePage]:
        return issue.articles_with_credits

    @staticmethod
    def resolve_web_companions(issue: IssuePage) -> Any:
        return issue.web_companions.select_related("article")

    @staticmethod
    def resolve_is_readable(issue: IssuePage, context: Any) -> bool:
        return is_readable(context["request"], issue)

    @staticmethod
    def resolve_pdf_url(issue: IssuePage, context: Any) -> str:
        return _pdf_url("issue_pdf", issue, context["request"])

    @staticmethod
    def resolve_pages(issue: IssuePage, context: Any) -> list[PageScan]:
        readable = readable_folios(issue, issue.articles_with_credits, context["request"])
        scans = issue.scans.order_by("position").defer("text", "image")
        return [scan for scan in scans if readable is None or scan.folio in readable]


class CitationOut(Schema):
    """How the article is cited."""

    text: str
    bibtex: str
    ris: str

    @staticmethod
    def resolve_text(cited: Reference) -> str:
        return in_words(cited)

    @staticmethod
    def resolve_bibtex(cited: Reference) -> str:
        return as_bibtex(cited)

    @staticmethod
    def resolve_ris(cited: Reference) -> str:
        return as_ris(cited)


class ArchivedArticleOut(ArchivedArticleSummary):
    """An archived article in full."""

    rights_note: str
    citation: CitationOut
    is_readable: bool = Field(description=READABLE)
    text: str = Field(
        description="An empty line stands between paragraphs, “## ” before a subhead, “> ” before a pull quote, "
        "“~ ” before a caption, “- ” or “1. ” before an item of a list."
    )
    pdf_url: AbsoluteURL = Field(description=PDF)

    @staticmethod
    def resolve_rights_note(article: ArchivedArticlePage) -> str:
        return article.issue.rights_note

    @staticmethod
    def resolve_citation(article: ArchivedArticlePage, context: Any) -> Reference:
        return reference(article, article.byline_credits, context["request"])

    @staticmethod
    def resolve_is_readable(article: ArchivedArticlePage, context: Any) -> bool:
        return is_readable(context["request"], article)

    @staticmethod
    def resolve_text(article: ArchivedArticlePage, context: Any) -> str:
        return article.text if is_readable(context["request"], article) else ""

    @staticmethod
    def resolve_pdf_url(article: ArchivedArticlePage, context: Any) -> str:
        return _pdf_url("archived_article_pdf", article, context["request"])
