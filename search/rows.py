"""What a line of results shows, whatever was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from archive.models import ArchivedArticlePage, IssuePage
from articles.bylines import short_byline
from articles.cards import Card, cards
from articles.models import ArticlePage


@dataclass(frozen=True)
class ArchivedRow:
    """A line for an issue or for an article of one."""

    kicker: str
    title: str
    url: str
    teaser: str
    byline: str
    cover: Any
    is_gated: bool


def rows(pages: Sequence[Any], request: HttpRequest) -> list[Card | ArchivedRow]:
    """Give a line for each page, in their order; articles bring their cards."""
    articles = [page for page in pages if isinstance(page, ArticlePage)]
    made: dict[int, Card | ArchivedRow] = {
        page.pk: card for page, card in zip(articles, cards(articles, request), strict=True)
    }
    issues = _issues_of([page for page in pages if isinstance(page, ArchivedArticlePage)])
    for page in pages:
        if isinstance(page, ArchivedArticlePage):
            made[page.pk] = _article_row(page, issues[page.path[: -page.steplen]], request)
        elif isinstance(page, IssuePage):
            made[page.pk] = _issue_row(page, request)
    return [made[page.pk] for page in pages]


def _issues_of(articles: Sequence[Page]) -> dict[str, IssuePage]:
    paths = {article.path[: -article.steplen] for article in articles}
    issues = IssuePage.objects.filter(path__in=paths) if paths else []
    return {issue.path: issue for issue in issues}


def _article_row(page: ArchivedArticlePage, issue: IssuePage, request: HttpRequest) -> ArchivedRow:
    return ArchivedRow(
        kicker=f"{issue.months_and_year}: {issue.title}",
        title=page.title,
        url=page.get_url(request) or "",
        teaser=page.teaser,
        byline=short_byline([credit.contributor.name for credit in page.byline_credits]),
        cover=None,
        is_gated=page.is_gated(),
    )


def _issue_row(page: IssuePage, request: HttpRequest) -> ArchivedRow:
    return ArchivedRow(
        kicker=page.months_and_year,
        title=page.title,
        url=page.get_url(request) or "",
        teaser="",
        byline="",
        cover=page.cover,
        is_gated=False,
    )
