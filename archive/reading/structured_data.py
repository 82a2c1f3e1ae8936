"""Structured data of issues and their articles (https://schema.org)."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from archive.models import ArchivedArticlePage, ArchivedCredit, IssuePage
from articles.models import Trend
from articles.pages.structured_data import GATE, author, known, publisher


def _issue(issue: IssuePage, request: HttpRequest) -> dict[str, Any]:
    magazine = {"@type": "Periodical", "name": settings.WAGTAIL_SITE_NAME, "issn": issue.issn}
    volume = {"@type": "PublicationVolume", "volumeNumber": issue.volume, "isPartOf": known(magazine)}
    return known(
        {
            "@type": "PublicationIssue",
            "@id": f"urn:uuid:{issue.public_id}",
            "url": request.build_absolute_uri(issue.get_url(request) or request.path),
            "name": issue.title,
            "issueNumber": issue.number,
            "datePublished": f"{issue.year}-{issue.first_month:02d}",
            "isPartOf": volume if issue.volume else known(magazine),
        }
    )


def publication_issue(
    issue: IssuePage, articles: Sequence[ArchivedArticlePage], *, image: Any, request: HttpRequest
) -> dict[str, Any]:
    """Describe an issue (https://schema.org/PublicationIssue) with the titles of its articles."""
    contents = [_content(article, request) for article in articles]
    data = _issue(issue, request) | {
        "@context": "https://schema.org",
        "image": image and request.build_absolute_uri(image.url),
        "hasPart": contents,
        "publisher": publisher(request),
    }
    if issue.is_gated():
        data |= GATE | {"hasPart": [GATE["hasPart"], *contents]}
    return known(data)


def _content(article: ArchivedArticlePage, request: HttpRequest) -> dict[str, Any]:
    return known(
        {
            "@type": "Article",
            "@id": f"urn:uuid:{article.public_id}",
            "headline": article.title,
            "url": request.build_absolute_uri(article.get_url(request) or request.path),
            "pageStart": article.first_label,
            "pageEnd": article.last_label,
        }
    )


def archived_article(
    article: ArchivedArticlePage,
    *,
    authors: Sequence[ArchivedCredit],
    trends: Sequence[Trend],
    image: Any,
    request: HttpRequest,
) -> dict[str, Any]:
    """Describe an article of an issue (https://schema.org/Article)."""
    data = _content(article, request) | {
        "@context": "https://schema.org",
        "description": article.search_description or article.teaser,
        "articleSection": article.department,
        "keywords": [trend.name for trend in trends],
        "datePublished": f"{article.issue.year}-{article.issue.first_month:02d}",
        "image": image and request.build_absolute_uri(image.url),
        "author": [author(credit, request) for credit in authors],
        "isPartOf": _issue(article.issue, request),
        "publisher": publisher(request),
    }
    if article.is_gated():
        data |= GATE
    return known(data)
