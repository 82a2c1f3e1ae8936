"""What the API says of issues and archived articles."""

import datetime as dt
import uuid

from ninja import Field, Schema

from archive.models import MonthPair
from articles.api.schemas import IDENTIFIER, CreditOut, TrendRef, one_of
from base.blocks.schema import ImageOut
from members.models import Access

READABLE = "Whether the rest is here; for a guest, that of a gated piece is not."
PDF = "The PDF, for those who may read the piece; empty for others and where there is none."


class IssueRef(Schema):
    """An issue as its articles name it."""

    id: uuid.UUID = Field(description=IDENTIFIER)
    slug: str = Field(examples=["2019-march-april"])
    url: str = Field(examples=["https://magazine.example/archive/2019-march-april/"])
    title: str = Field(description="The theme.", examples=["The Power of Small"])
    year: int = Field(examples=[2019])
    pair: int = Field(
        description="Which of the six issues of the year, from 1 to 6.", ge=min(MonthPair), le=max(MonthPair)
    )
    months: str = Field(examples=["March/April"])


class IssueSummary(IssueRef):
    """What a list shows of an issue."""

    volume: int | None
    number: int | None
    issn: str
    cover: ImageOut | None
    page_count: int
    access: str = one_of(Access)
    gated_until: dt.datetime | None = Field(description="When an issue for members opens to everybody.")


class ArchivedArticleSummary(Schema):
    """What a list shows of an archived article."""

    id: uuid.UUID = Field(description=IDENTIFIER)
    slug: str
    url: str
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


class CompanionOut(Schema):
    """What stood only on the web beside an issue."""

    title: str
    url: str


class ScanOut(Schema):
    """One page as a picture."""

    page: int = Field(description="The printed number.")
    url: str = Field(description="Where people look at it.")
    image_url: str
    width: int
    height: int


class IssueOut(IssueSummary):
    """An issue with its contents."""

    overview_html: str
    rights_note: str
    contents: list[ArchivedArticleSummary] = Field(description="In the order of the printed contents.")
    web_companions: list[CompanionOut]
    is_readable: bool = Field(description=READABLE)
    pdf_url: str = Field(description=PDF)
    pages: list[ScanOut] = Field(description="The pages that may be seen.")


class CitationOut(Schema):
    """How the article is cited."""

    text: str
    bibtex: str
    ris: str


class ArchivedArticleOut(ArchivedArticleSummary):
    """An archived article in full."""

    rights_note: str
    citation: CitationOut
    is_readable: bool = Field(description=READABLE)
    text: str = Field(description="An empty line stands between paragraphs.")
    pdf_url: str = Field(description=PDF)
