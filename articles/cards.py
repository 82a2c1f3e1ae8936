"""Cards: what a list shows of an article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from wagtail.models import Page

from articles.bylines import short_byline
from articles.events import EventTime, event_time
from articles.top_level import top_level

if TYPE_CHECKING:
    from articles.models import ArticlePage


@dataclass(frozen=True)
class Card:
    """What a list shows of an article; everything is loaded, a template asks no database."""

    article: "ArticlePage"
    url: str
    title: str
    deck: str
    kind: str
    kind_label: str
    section: str
    section_url: str
    colour: str
    image: Any
    alt: str
    byline: str
    published_at: datetime | None
    reading_minutes: int
    event: EventTime | None
    is_gated: bool


def sections_of(articles: Iterable["ArticlePage"], request: HttpRequest) -> dict[str, Any]:
    """Give the sections of articles by tree path; those of other sites and hidden ones are asked for."""
    known: dict[str, Any] = {section.path: section for section in top_level(request).sections}
    missing = {article.path[: -article.steplen] for article in articles} - known.keys()
    hidden = Page.objects.filter(path__in=missing).specific() if missing else []
    return known | {page.path: page for page in hidden}


def cards(articles: Sequence["ArticlePage"], request: HttpRequest) -> list[Card]:
    """Make a card of each article; load them with `for_cards()` first."""
    sections = sections_of(articles, request)
    return [_card(article, sections[article.path[: -article.steplen]], request) for article in articles]


def _card(article: "ArticlePage", section: Any, request: HttpRequest) -> Card:
    return Card(
        article=article,
        url=article.get_url(request) or "",
        title=article.title,
        deck=article.deck,
        kind=article.kind,
        kind_label=article.get_kind_display(),
        section=section.title,
        section_url=section.get_url(request) or "",
        colour=section.colour,
        image=article.lead_image,
        alt=article.alt,
        byline=short_byline([credit.contributor.name for credit in article.byline_credits]),
        published_at=article.published_at,
        reading_minutes=article.reading_minutes,
        event=event_time(article),
        is_gated=article.is_gated(),
    )
