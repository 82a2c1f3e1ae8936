"""Cards: what a list shows of an article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Page

from articles.kinds.event_time import EventTime
from articles.models import ArticlePage, Credit
from articles.pages.bylines import short_byline
from articles.site_structure import top_level


@dataclass(frozen=True)
class Card:
    """An article in a list; everything is loaded, so a template runs no query.

    Equal cards look the same: everything visible is one of the values, including the image files.
    """

    public_id: UUID
    url: str
    title: str
    deck: str
    kind: str
    kind_label: str
    section: str
    section_url: str
    colour: str
    image: Any
    image_versions: tuple[str, ...]
    alt: str
    byline: str
    published_at: datetime | None
    reading_minutes: int
    event: EventTime | None
    event_venue: str
    is_gated: bool


def sections_of(articles: Iterable[ArticlePage], request: HttpRequest) -> dict[str, Any]:
    """Return the sections of articles by tree path; those of other sites and hidden ones need a query."""
    known: dict[str, Any] = {section.path: section for section in top_level(request).sections}
    missing = {article.parent_path for article in articles} - known.keys()
    hidden = Page.objects.filter(path__in=missing).specific() if missing else []
    return known | {page.path: page for page in hidden}


def cards(articles: Sequence[ArticlePage], request: HttpRequest) -> list[Card]:
    """Make a card of each article; load them with `for_cards()` first."""
    sections, names = sections_of(articles, request), _names(articles)
    urls = {path: section.get_url(request) or "" for path, section in sections.items()}
    places = [article.parent_path for article in articles]
    return [
        _card(article, sections[place], urls[place], names[article.pk], request)
        for article, place in zip(articles, places, strict=True)
    ]


def _names(articles: Sequence[ArticlePage]) -> dict[int, list[str]]:
    """Return the names of each byline; a whole credit would be too much for a name."""
    names: dict[int, list[str]] = {article.pk: [] for article in articles}
    for key, name in Credit.objects.byline_names(*names):
        names[key].append(name)
    return names


def _card(article: ArticlePage, section: Any, section_url: str, names: Sequence[str], request: HttpRequest) -> Card:
    return Card(
        public_id=article.public_id,
        url=f"{section_url}{article.slug}/" if section_url else "",
        title=article.listed_title,
        deck=article.deck,
        kind=article.kind,
        kind_label=article.get_kind_display(),
        section=section.title,
        section_url=section_url,
        colour=section.colour,
        image=article.lead_image,
        image_versions=_versions(article.lead_image),
        alt=article.alt,
        byline=short_byline(names),
        published_at=article.published_at,
        reading_minutes=article.reading_minutes,
        event=article.event_time,
        event_venue=article.event_venue,
        is_gated=article.is_gated(),
    )


def _versions(image: Any) -> tuple[str, ...]:
    """Return the names of an image's files and its focal point, which change with its look."""
    if not image:
        return ()
    files = sorted(rendition.file.name for rendition in image.renditions.all())
    return (*files, image.file.name, str(image.get_focal_point())) if files else ()
