"""Structured data of an article (https://schema.org)."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from articles.models import ArticlePage, Credit, Trend
from articles.models.credit import BaseCredit

# https://schema.org/isAccessibleForFree, as search engines ask for it: the gated part and where it stands.
GATE = {
    "isAccessibleForFree": False,
    "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".gated"},
}


def news_article(
    page: ArticlePage,
    *,
    section: Any,
    authors: Sequence[Credit],
    trends: Sequence[Trend],
    image: Any,
    request: HttpRequest,
) -> dict[str, Any]:
    """Describe an article (https://schema.org/NewsArticle)."""
    kind = page.kind_specification
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"urn:uuid:{page.public_id}",
        "url": request.build_absolute_uri(page.get_url(request) or request.path),
        "headline": page.title,
        "description": page.search_description or page.deck,
        "articleSection": section.title,
        "keywords": [trend.name for trend in trends],
        "datePublished": page.published_at and page.published_at.isoformat(),
        "dateModified": page.changed_at.isoformat(),
        "image": image and request.build_absolute_uri(image.url),
        "author": [author(credit, request) for credit in authors],
        "about": kind and kind.structured_data(page),
    }
    if page.is_gated():
        data |= GATE
    return {name: value for name, value in data.items() if value or value is False}


def author(credit: BaseCredit, request: HttpRequest) -> dict[str, Any]:
    """Describe somebody in a byline (https://schema.org/Person)."""
    person = credit.contributor
    described = {
        "@type": "Organization" if person.kind == "organisation" else "Person",
        "name": person.name,
        "url": request.build_absolute_uri(person.get_absolute_url()),
        "sameAs": person.orcid_url,
        "jobTitle": credit.title,
        "affiliation": {"@type": "Organization", "name": credit.affiliation} if credit.affiliation else None,
    }
    return {name: value for name, value in described.items() if value}
