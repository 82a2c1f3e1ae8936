"""Articles, sections, trends and contributors as the API answers with them."""

from typing import Any

from django.http import HttpRequest

from articles.models import ArticlePage, Contributor, SectionPage, Trend
from articles.models.credit import BaseCredit
from articles.pages.body_html import body_html, load_bodies
from articles.pages.cards import sections_of
from base.blocks.schema import image_out, stream_value
from members.models import Access


def section_out(section: SectionPage, request: HttpRequest) -> dict[str, Any]:
    """Return a section."""
    return {
        "id": section.public_id,
        "page_id": section.pk,
        "slug": section.slug,
        "title": section.title,
        "intro": section.intro,
        "colour": section.colour,
        "url": request.build_absolute_uri(section.get_url(request)),
        "feed_url": request.build_absolute_uri(f"/feeds/sections/{section.slug}/feed.json"),
    }


def trend_ref(trend: Trend) -> dict[str, Any]:
    """Return a trend as an article carries it."""
    return {"id": trend.public_id, "slug": trend.slug, "name": trend.name}


def trend_out(trend: Trend, request: HttpRequest) -> dict[str, Any]:
    """Return a trend with all that the vocabulary says of it."""
    return trend_ref(trend) | {
        "group": trend.group.name,
        "status": trend.status,
        "scope_note": trend.scope_note,
        "synonyms": [synonym.name for synonym in trend.synonyms.all()],
        "see_also": [trend_ref(other) for other in trend.see_also.all()],
        "discuss_url": trend.discuss_url,
        "url": request.build_absolute_uri(trend.get_absolute_url()),
        "feed_url": request.build_absolute_uri(f"/feeds/trends/{trend.slug}/feed.json"),
    }


def contributor_ref(person: Contributor, request: HttpRequest) -> dict[str, Any]:
    """Return a contributor as a credit names it."""
    return {
        "id": person.public_id,
        "slug": person.slug,
        "name": person.name,
        "kind": person.kind,
        "url": request.build_absolute_uri(person.get_absolute_url()),
    }


def contributor_out(person: Contributor, request: HttpRequest) -> dict[str, Any]:
    """Return a contributor with the whole profile."""
    return contributor_ref(person, request) | {
        "job_title": person.job_title,
        "institution": str(person.institution or ""),
        "biography": person.biography,
        "orcid_url": person.orcid_url,
        "portrait": image_out(person.portrait, person.name, request) if person.portrait else None,
        "links": [{"label": link.label, "url": link.url} for link in person.links.all()],
        "feed_url": request.build_absolute_uri(f"/feeds/contributors/{person.slug}/feed.json"),
    }


def credit_out(credit: BaseCredit, request: HttpRequest) -> dict[str, Any]:
    """Return what somebody did for a piece."""
    return {
        "role": credit.role,
        "title": credit.title,
        "affiliation": credit.affiliation,
        "contributor": contributor_ref(credit.contributor, request),
    }


def summaries(articles: list[ArticlePage], request: HttpRequest) -> list[dict[str, Any]]:
    """Return the articles of a list; load them with `with_byline()` first."""
    sections = sections_of(articles, request)
    return [_summary(article, sections[article.parent_path], request) for article in articles]


def profiles(people: list[Contributor], request: HttpRequest) -> list[dict[str, Any]]:
    """Return the contributors of a list."""
    return [contributor_out(person, request) for person in people]


def _summary(article: ArticlePage, section: SectionPage, request: HttpRequest) -> dict[str, Any]:
    path = article.get_url(request) or ""
    return {
        "id": article.public_id,
        "slug": article.slug,
        "url": request.build_absolute_uri(path),
        "path": path,
        "title": article.title,
        "deck": article.deck,
        "kind": article.kind,
        "section": section_out(section, request),
        "credits": [credit_out(credit, request) for credit in article.credits.all()],
        "trends": [trend_ref(link.tag) for link in article.article_trends.all()],
        "image": image_out(article.lead_image, article.alt, request) if article.lead_image else None,
        "published_at": article.published_at,
        "updated_at": article.revised_at,
        "reading_minutes": article.reading_minutes,
        "access": Access.MEMBERS if article.is_gated() else Access.OPEN,
        "gated_until": article.gated_until if article.is_gated() else None,
    }


def article_out(article: ArticlePage, request: HttpRequest, *, is_readable: bool = True) -> dict[str, Any]:
    """Return an article, in full if its body may be read."""
    load_bodies([article])
    return _summary(article, article.section.specific, request) | {
        "image_caption": article.lead_image_caption,
        "institutions": [institution.name for institution in article.institutions.all()],
        "event": _event(article) if article.kind == "event" else None,
        "resource": _resource(article) if article.kind == "resource" else None,
        "review": _review(article) if article.kind == "review" else None,
        "is_readable": is_readable,
        "body": stream_value(article.body, request) if is_readable else [],
        "body_html": body_html(article, request) if is_readable else "",
    }


def _event(article: ArticlePage) -> dict[str, Any]:
    return {
        "starts_at": article.event_starts_at and article.event_starts_at.astimezone(article.event_zone),
        "ends_at": article.event_ends_at and article.event_ends_at.astimezone(article.event_zone),
        "time_zone": article.event_time_zone,
        "venue": article.event_venue,
        "url": article.event_url,
    }


def _resource(article: ArticlePage) -> dict[str, Any]:
    return {
        "url": article.resource_url,
        "publisher": article.resource_publisher,
        "licence": article.resource_licence,
    }


def _review(article: ArticlePage) -> dict[str, Any]:
    return {"exhibition": article.review_exhibition, "host": str(article.review_host or "")}
