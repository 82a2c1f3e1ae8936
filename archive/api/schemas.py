"""Issues and archived articles in the API; each schema resolves itself from a model instance."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Schema
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.rich_text import expand_db_html

from archive.models import ArchivedArticlePage, IssuePage, MonthPair, PageScan, WebCompanion
from archive.reading.archived_article_context import neighbours_of, scan_url
from archive.reading.citation import reference
from archive.reading.issue_context import neighbours
from archive.reading.scans import readable_folios
from archive.reading.structured_data import archived_article, publication_issue
from articles.api.article_schemas import CitationOut
from articles.api.schemas import (
    ACCESS,
    IDENTIFIER,
    OPENS,
    PAGE,
    SLUG,
    ArticleRef,
    CreditOut,
    GatedSchema,
    TrendRef,
    one_of,
)
from articles.models import ArticlePage, Trend
from articles.pages.article_context import related_to
from articles.pages.citation import Reference
from base.api.schemas import AbsoluteURL, ImageOut, ImageWithAlt, Metadata, PageSchema, metadata_of
from base.media.renditions import SOCIAL_COVER
from base.sanitize import sanitize
from members.models import Access
from members.reading.access import is_readable

READABLE = "Whether the rest is here; for a guest, that of a gated piece is not."
PDF = "The PDF, for those who may read the piece; empty for others and where there is none."


class IssueRef(PageSchema):
    """An issue as its articles name it."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    slug: str = Field(description=SLUG, examples=["2019-march-april"])
    url: AbsoluteURL = Field(description=PAGE, examples=["https://magazine.example/archive/2019-march-april/"])
    title: str = Field(description="The theme.", examples=["The Power of Small"])
    year: int = Field(description="The year of publication.", examples=[2019])
    pair: int = Field(
        alias="months",
        description="Which of the six issues of the year, from 1 to 6.",
        ge=min(MonthPair),
        le=max(MonthPair),
    )
    months: str = Field(alias="get_months_display", description="Its two months.", examples=["March/April"])


class IssueSummary(GatedSchema, IssueRef):
    """An issue in a list."""

    volume: int | None = Field(description="The volume, where one is printed.", examples=[46])
    number: int | None = Field(description="The number in its volume, where one is printed.", examples=[2])
    issn: str = Field(description="May be empty.", examples=["1234-567X"])
    cover: ImageOut | None = Field(description="Null where there is none.")
    page_count: int = Field(description="The pages of its PDF.", examples=[48])
    access: str = one_of(Access, ACCESS)
    gated_until: dt.datetime | None = Field(description=OPENS)

    @staticmethod
    def resolve_cover(issue: IssuePage) -> ImageWithAlt | None:
        return ImageWithAlt(issue.cover, issue.cover.description) if issue.cover else None


class ArchivedArticleSummary(GatedSchema, PageSchema):
    """An archived article in a list."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    slug: str = Field(description=SLUG, examples=["a-house-of-two-rooms"])
    url: AbsoluteURL = Field(description=PAGE)
    title: str = Field(description="The headline.", examples=["A House of Two Rooms"])
    issue: IssueRef = Field(description="The issue that it stands in.")
    department: str = Field(description="As the issue called it; may be empty.", examples=["Features"])
    teaser: str = Field(description="What everybody may know of it; may be empty.")
    first_page: int | None = Field(
        description="The number of the page, below 1 in the front matter; null when it is not known.", examples=[12]
    )
    last_page: int | None = Field(description="As `first_page`.", examples=[15])
    pages: str = Field(description="As they are printed; empty when they are not known.", examples=["12–15", "ii"])
    credits: list[CreditOut] = Field(description="In the order in which they are printed.")
    trends: list[TrendRef] = Field(description="The terms of the vocabulary that it carries.")
    access: str = one_of(Access, ACCESS)
    gated_until: dt.datetime | None = Field(description=OPENS)

    @staticmethod
    def resolve_trends(article: ArchivedArticlePage) -> list[Trend]:
        return [link.tag for link in article.archived_trends.all()]


class ArchivedArticleRef(PageSchema):
    """An archived article as another one names it."""

    id: uuid.UUID = Field(alias="public_id", description=IDENTIFIER)
    url: AbsoluteURL = Field(description=PAGE)
    title: str = Field(description="The headline.", examples=["A House of Two Rooms"])


class CompanionOut(Schema):
    """A piece that was published only on the web, beside a printed issue."""

    title: str = Field(description="Its title.", examples=["More on the web"])
    url: AbsoluteURL = Field(description="Where it is; empty when it was withdrawn.")

    @staticmethod
    def resolve_url(companion: WebCompanion, context: Any) -> str:
        return companion.address(context["request"])


class ScanOut(Schema):
    """One page as a picture."""

    page: int = Field(alias="folio", description="The number of the page, below 1 in the front matter.")
    label: str = Field(description="What is printed on it.", examples=["12", "ii"])
    url: AbsoluteURL = Field(description="Where people look at it.")
    image_url: AbsoluteURL = Field(alias="address", description="The picture.")
    width: int = Field(description="In pixels.", examples=[1200])
    height: int = Field(description="In pixels.", examples=[1600])

    @staticmethod
    def resolve_url(scan: PageScan, context: Any) -> str:
        return scan.issue.page_address(scan.folio, context["request"])


def _pdf_url(url_name: str, piece: ArchivedArticlePage | IssuePage, request: HttpRequest) -> str:
    """Return the path of the PDF in the API, which accepts tokens."""
    may_open = piece.pdf and is_readable(request, piece)
    return reverse(f"wagtailapi_v3:{url_name}", args=[piece.public_id]) if may_open else ""


class IssueOut(IssueSummary):
    """An issue with its contents."""

    overview_html: str = Field(description="What the issue is about; harmless HTML, may be empty.")
    rights_note: str = Field(description="Has to be printed under the issue; may be empty.")
    contents: list[ArchivedArticleSummary] = Field(description="In the order of the printed contents.")
    web_companions: list[CompanionOut] = Field(description="What stood only on the web beside it.")
    is_readable: bool = Field(description=READABLE)
    pdf_url: AbsoluteURL = Field(description=PDF)
    pages: list[ScanOut] = Field(description="The pages that may be seen.")
    previous: IssueRef | None = Field(description="The issue before it.")
    next: IssueRef | None = Field(description="The issue after it.")
    metadata: Metadata = Field(description="What belongs into the head of its page.")

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

    @staticmethod
    def resolve_previous(issue: IssuePage, context: Any) -> IssuePage | None:
        return _once(context, neighbours, issue)[0]

    @staticmethod
    def resolve_next(issue: IssuePage, context: Any) -> IssuePage | None:
        return _once(context, neighbours, issue)[1]

    @staticmethod
    def resolve_metadata(issue: IssuePage, context: Any) -> Any:
        social, request = _social_image(issue, issue), context["request"]
        described = publication_issue(issue, issue.articles_with_credits, image=social, request=request)
        return _metadata(issue, "", social, described)


def _social_image(page: ArchivedArticlePage | IssuePage, issue: IssuePage) -> Any:
    image = page.social_image or issue.cover
    return get_rendition_or_not_found(image, SOCIAL_COVER) if image else None


def _metadata(page: Any, description: str, social_image: Any, described: dict[str, Any]) -> Any:
    return metadata_of(
        page, description=description, social_image=social_image, structured_data=described, url=described["url"]
    )


def _once(context: dict[str, Any], ask: Any, page: Any) -> Any:
    """Ask only once for a value that two fields show."""
    if ask not in context:
        context[ask] = ask(page)
    return context[ask]


class ArchivedArticleOut(ArchivedArticleSummary):
    """An archived article in full."""

    rights_note: str = Field(description="Has to be printed under the article; may be empty.")
    citation: CitationOut = Field(description="How it is cited.")
    is_readable: bool = Field(description=READABLE)
    text: str = Field(
        description="An empty line stands between paragraphs, “## ” before a subhead, “> ” before a pull quote, "
        "“~ ” before a caption, “- ” or “1. ” before an item of a list."
    )
    pdf_url: AbsoluteURL = Field(description=PDF)
    scan_url: AbsoluteURL = Field(description="The picture of its first page on the site; empty without one.")
    related: list[ArticleRef] = Field(description="Articles of today that continue its matter; up to four.")
    previous: ArchivedArticleRef | None = Field(description="What stands before it in the contents.")
    next: ArchivedArticleRef | None = Field(description="What stands after it in the contents.")
    metadata: Metadata = Field(description="What belongs into the head of its page.")

    @staticmethod
    def resolve_scan_url(article: ArchivedArticlePage, context: Any) -> str:
        return scan_url(article, article.issue, context["request"])

    @staticmethod
    def resolve_related(article: ArchivedArticlePage) -> list[ArticlePage]:
        return related_to(article)

    @staticmethod
    def resolve_previous(article: ArchivedArticlePage, context: Any) -> ArchivedArticlePage | None:
        return _once(context, neighbours_of, article)[0]

    @staticmethod
    def resolve_next(article: ArchivedArticlePage, context: Any) -> ArchivedArticlePage | None:
        return _once(context, neighbours_of, article)[1]

    @staticmethod
    def resolve_metadata(article: ArchivedArticlePage, context: Any) -> Any:
        social = _social_image(article, article.issue)
        described = archived_article(
            article,
            authors=article.byline_credits,
            trends=ArchivedArticleSummary.resolve_trends(article),
            image=social,
            request=context["request"],
        )
        return _metadata(article, article.teaser, social, described)

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
