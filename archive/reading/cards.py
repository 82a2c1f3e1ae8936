"""Cards and rows of issues and archived articles; everything is loaded, so a template runs no query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest

from archive.models import ArchivedArticlePage, IssuePage
from articles.pages.bylines import short_byline


@dataclass(frozen=True)
class IssueCard:
    """A cover on the wall."""

    public_id: Any
    title: str
    url: str
    months: str
    year: int
    cover: Any
    is_gated: bool


@dataclass(frozen=True)
class ContentsLine:
    """An article in the contents of its issue."""

    title: str
    url: str
    pages: str
    byline: str
    teaser: str
    is_gated: bool


@dataclass(frozen=True)
class Department:
    """A heading of the contents with its articles."""

    name: str
    lines: Sequence[ContentsLine]


@dataclass(frozen=True)
class ArchivedRow:
    """A line of a mixed list for an issue or for an article of one."""

    kicker: str
    title: str
    url: str
    teaser: str
    byline: str
    seed: Any
    is_gated: bool
    is_issue: bool = False
    cover: Any = None


def issue_cards(issues: Iterable[IssuePage], request: HttpRequest | None = None) -> list[IssueCard]:
    """Make a card of each issue; load them with `for_cards()` first."""
    return [
        IssueCard(
            public_id=issue.public_id,
            title=issue.title,
            url=issue.get_url(request) or "",
            months=issue.get_months_display(),
            year=issue.year,
            cover=issue.cover,
            is_gated=issue.is_gated(),
        )
        for issue in issues
    ]


def departments(articles: Sequence[ArchivedArticlePage], request: HttpRequest | None = None) -> list[Department]:
    """Group the articles of an issue by department, in the order of the first of each."""
    order = list(dict.fromkeys(article.department for article in articles))
    in_order = sorted(articles, key=lambda article: order.index(article.department))
    return [
        Department(name, [_line(article, request) for article in group])
        for name, group in groupby(in_order, key=lambda article: article.department)
    ]


def _line(article: ArchivedArticlePage, request: HttpRequest | None) -> ContentsLine:
    return ContentsLine(
        title=article.title,
        url=article.get_url(request) or "",
        pages=article.pages,
        byline=short_byline([credit.contributor.name for credit in article.byline_credits]),
        teaser=article.teaser,
        is_gated=article.is_gated(),
    )


def article_row(article: ArchivedArticlePage, issue: IssuePage, request: HttpRequest | None) -> ArchivedRow:
    """Make a line for an archived article; load it with `for_rows()` first."""
    return ArchivedRow(
        kicker=f"{issue.months_and_year}: {issue.title}",
        title=article.title,
        url=article.get_url(request) or "",
        teaser=article.teaser,
        byline=short_byline([credit.contributor.name for credit in article.byline_credits]),
        seed=article.public_id,
        is_gated=article.is_gated(),
    )


def issue_row(issue: IssuePage, request: HttpRequest | None) -> ArchivedRow:
    """Make a line for an issue; load it with `for_cards()` first."""
    return ArchivedRow(
        kicker=issue.months_and_year,
        title=issue.title,
        url=issue.get_url(request) or "",
        teaser="",
        byline="",
        seed=issue.public_id,
        is_gated=issue.is_gated(),
        is_issue=True,
        cover=issue.cover,
    )
