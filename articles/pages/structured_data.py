"""Structured data of articles, lists, people and institutions (https://schema.org)."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse

from articles.models import ArticlePage, Contributor, Credit, Trend
from articles.models.credit import BaseCredit
from members.models import Institution

# https://schema.org/isAccessibleForFree, as search engines require it: the gated part and its CSS selector.
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
        "publisher": publisher(request),
        "hasPart": _datasets(page, request),
    }
    if kind:
        data |= kind.structured_data(page)
    if page.is_gated():
        data |= GATE
    return known(data)


def known(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data without unknown values."""
    return {name: value for name, value in data.items() if value or value is False}


def publisher(request: HttpRequest) -> dict[str, Any]:
    """Describe the magazine as who publishes."""
    return {
        "@type": "Organization",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": request.build_absolute_uri("/"),
        "logo": {"@type": "ImageObject", "url": request.build_absolute_uri(static("img/logo.png"))},
    }


def _datasets(page: ArticlePage, request: HttpRequest) -> list[dict[str, Any]]:
    """Describe the tables of an open article, which can be downloaded (https://schema.org/Dataset)."""
    tables = [] if page.is_gated() else [block for block in page.body if block.block_type == "data_table"]
    return [_dataset(page, block, request) for block in tables]


def _dataset(page: ArticlePage, block: Any, request: HttpRequest) -> dict[str, Any]:
    url = request.build_absolute_uri(reverse("table_data", args=[page.public_id, block.id]))
    return known(
        {
            "@type": "Dataset",
            "name": block.value["title"],
            "description": block.value["source"] or page.deck,
            "distribution": {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": url},
        }
    )


def website(name: str, tagline: str, request: HttpRequest) -> dict[str, Any]:
    """Describe the magazine and its search (https://schema.org/WebSite)."""
    search = request.build_absolute_uri("/search/") + "?q={query}"
    return known(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": name,
            "description": tagline,
            "url": request.build_absolute_uri("/"),
            "publisher": publisher(request),
            "potentialAction": {"@type": "SearchAction", "target": search, "query-input": "required name=query"},
        }
    )


def collection_page(title: str, description: str, urls: Sequence[str], request: HttpRequest) -> dict[str, Any]:
    """Describe a list and its entries (https://schema.org/CollectionPage)."""
    entries = [
        {"@type": "ListItem", "position": position, "url": request.build_absolute_uri(url)}
        for position, url in enumerate(urls, start=1)
    ]
    return known(
        {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": title,
            "description": description,
            "url": request.build_absolute_uri(),
            "mainEntity": {"@type": "ItemList", "itemListElement": entries} if entries else None,
        }
    )


def profile_page(contributor: Contributor, request: HttpRequest) -> dict[str, Any]:
    """Describe a contributor (https://schema.org/ProfilePage)."""
    links = [contributor.orcid_url, *(link.url for link in contributor.links.all())]
    person = {
        "@type": "Organization" if contributor.kind == "organisation" else "Person",
        "@id": f"urn:uuid:{contributor.public_id}",
        "name": contributor.name,
        "description": contributor.biography,
        "url": request.build_absolute_uri(contributor.get_absolute_url()),
        "sameAs": [link for link in links if link],
        "jobTitle": contributor.job_title,
        "affiliation": contributor.institution and {"@type": "Organization", "name": contributor.institution.name},
    }
    return {"@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": known(person)}


def organization(institution: Institution, request: HttpRequest) -> dict[str, Any]:
    """Describe an institution (https://schema.org/Organization)."""
    address = known({"addressLocality": institution.city, "addressCountry": institution.country})
    return known(
        {
            "@type": "Organization",
            "@id": f"urn:uuid:{institution.public_id}",
            "name": institution.name,
            "description": institution.about,
            "url": request.build_absolute_uri(institution.get_absolute_url()),
            "sameAs": institution.website,
            "address": {"@type": "PostalAddress", **address} if address else None,
        }
    )


def author(credit: BaseCredit, request: HttpRequest) -> dict[str, Any]:
    """Describe a person in a byline (https://schema.org/Person)."""
    person = credit.contributor
    described = {
        "@type": "Organization" if person.kind == "organisation" else "Person",
        "name": person.name,
        "url": request.build_absolute_uri(person.get_absolute_url()),
        "sameAs": person.orcid_url,
        "jobTitle": credit.title,
        "affiliation": {"@type": "Organization", "name": credit.affiliation} if credit.affiliation else None,
    }
    return known(described)
