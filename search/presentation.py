"""Rows of results, whatever was found."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from archive.models import ArchivedArticlePage, IssuePage
from archive.reading.cards import ArchivedRow, article_row, issue_row
from articles.models import ArticlePage
from articles.pages.cards import Card, cards


def rows(pages: Sequence[Any], request: HttpRequest) -> list[Card | ArchivedRow]:
    """Return a line for each page, in their order; articles bring their cards."""
    articles = [page for page in pages if isinstance(page, ArticlePage)]
    made: dict[int, Card | ArchivedRow] = {
        page.pk: card for page, card in zip(articles, cards(articles, request), strict=True)
    }
    archived = [page for page in pages if isinstance(page, ArchivedArticlePage)]
    issues = IssuePage.objects.holding(archived)
    for page in pages:
        if isinstance(page, ArchivedArticlePage):
            made[page.pk] = article_row(page, issues[page.parent_path], request)
        elif isinstance(page, IssuePage):
            made[page.pk] = issue_row(page, request)
    return [made[page.pk] for page in pages]
