"""What the API says of articles, sections, trends and contributors."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Schema

from articles.blocks import BodyBlock
from articles.body import body_html, load_bodies
from articles.cards import sections_of
from articles.models import ArticlePage, Contributor, Credit, SectionPage, Trend
from base.blocks.schema import ImageOut, image_out, stream_schema, stream_value

Body: Any = stream_schema(BodyBlock())


class SectionOut(Schema):
    """A department."""

    id: uuid.UUID
    slug: str
    title: str
    intro: str
    colour: str
    url: str
    feed_url: str


class TrendRef(Schema):
    """A trend as an article carries it."""

    id: uuid.UUID
    slug: str
    name: str


class TrendOut(TrendRef):
    """A term of the vocabulary."""

    group: str
    status: str
    scope_note: str
    synonyms: list[str]
    see_also: list[TrendRef]
    discuss_url: str
    url: str
    feed_url: str


class Link(Schema):
    """An address elsewhere."""

    label: str
    url: str


class ContributorRef(Schema):
    """A contributor as a credit names it."""

    id: uuid.UUID
    slug: str
    name: str
    kind: str
    url: str


class ContributorOut(ContributorRef):
    """A person or an organisation with a byline."""

    job_title: str
    institution: str
    biography: str
    orcid_url: str
    portrait: ImageOut | None
    links: list[Link]
    feed_url: str


class CreditOut(Schema):
    """A role on one article, with title and affiliation of that time."""

    role: str
    title: str
    affiliation: str
    contributor: ContributorRef


class EventOut(Schema):
    """When and where an event takes place."""

    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    time_zone: str
    venue: str
    url: str


class ResourceOut(Schema):
    """Where a resource is and under which licence."""

    url: str
    publisher: str
    licence: str


class ReviewOut(Schema):
    """What a review is about."""

    exhibition: str
    host: str


class ArticleSummary(Schema):
    """What a list shows of an article."""

    id: uuid.UUID
    slug: str
    url: str
    path: str
    title: str
    deck: str
    kind: str
    section: SectionOut
    credits: list[CreditOut]
    trends: list[TrendRef]
    image: ImageOut | None
    published_at: dt.datetime | None
    updated_at: dt.datetime | None
    reading_minutes: int


class ArticleOut(ArticleSummary):
    """An article in full: the body as typed blocks and as ready HTML."""

    image_caption: str
    institutions: list[str]
    event: EventOut | None
    resource: ResourceOut | None
    review: ReviewOut | None
    body: Body
    body_html: str


def section_out(section: SectionPage, request: HttpRequest) -> dict[str, Any]:
    """Give a section."""
    return {
        "id": section.public_id,
        "slug": section.slug,
        "title": section.title,
        "intro": section.intro,
        "colour": section.colour,
        "url": request.build_absolute_uri(section.get_url(request)),
        "feed_url": request.build_absolute_uri(f"/feeds/sections/{section.slug}/feed.json"),
    }


def trend_ref(trend: Trend) -> dict[str, Any]:
    """Give a trend as an article carries it."""
    return {"id": trend.public_id, "slug": trend.slug, "name": trend.name}


def trend_out(trend: Trend, request: HttpRequest) -> dict[str, Any]:
    """Give a trend with all that the vocabulary says of it."""
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
    """Give a contributor as a credit names it."""
    return {
        "id": person.public_id,
        "slug": person.slug,
        "name": person.name,
        "kind": person.kind,
        "url": request.build_absolute_uri(person.get_absolute_url()),
    }


def contributor_out(person: Contributor, request: HttpRequest) -> dict[str, Any]:
    """Give a contributor with the whole profile."""
    return contributor_ref(person, request) | {
        "job_title": person.job_title,
        "institution": str(person.institution or ""),
        "biography": person.biography,
        "orcid_url": person.orcid_url,
        "portrait": image_out(person.portrait, person.name, request) if person.portrait else None,
        "links": [{"label": link.label, "url": link.url} for link in person.links.all()],
        "feed_url": request.build_absolute_uri(f"/feeds/contributors/{person.slug}/feed.json"),
    }


def _credit_out(credit: Credit, request: HttpRequest) -> dict[str, Any]:
    return {
        "role": credit.role,
        "title": credit.title,
        "affiliation": credit.affiliation,
        "contributor": contributor_ref(credit.contributor, request),
    }


def summaries(articles: list[ArticlePage], request: HttpRequest) -> list[dict[str, Any]]:
    """Give the articles of a list; load them with `with_byline()` first."""
    sections = sections_of(articles)
    return [_summary(article, sections[article.path[: -article.steplen]], request) for article in articles]


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
        "credits": [_credit_out(credit, request) for credit in article.credits.all()],
        "trends": [trend_ref(link.tag) for link in article.article_trends.all()],
        "image": image_out(article.lead_image, article.alt, request) if article.lead_image else None,
        "published_at": article.published_at,
        "updated_at": article.revised_at,
        "reading_minutes": article.reading_minutes,
    }


def article_out(article: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """Give an article in full."""
    load_bodies([article])
    return _summary(article, article.section.specific, request) | {
        "image_caption": article.lead_image_caption,
        "institutions": [institution.name for institution in article.institutions.all()],
        "event": _event(article) if article.kind == "event" else None,
        "resource": _resource(article) if article.kind == "resource" else None,
        "review": _review(article) if article.kind == "review" else None,
        "body": stream_value(article.body, request),
        "body_html": body_html(article, request),
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
