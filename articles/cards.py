"""Cards: what a list shows of an article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from wagtail.models import Page

from articles.bylines import short_byline
from articles.events import EventTime, event_time

if TYPE_CHECKING:
    from articles.models import ArticlePage, Trend


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
    trends: Sequence["Trend"]
    published_at: datetime | None
    reading_minutes: int
    event: EventTime | None
    is_gated: bool


def sections_of(articles: Iterable["ArticlePage"]) -> dict[str, Any]:
    """Give the sections of articles by tree path, in one query."""
    paths = {article.path[: -article.steplen] for article in articles}
    return {page.path: page.specific for page in Page.objects.filter(path__in=paths).specific()}


def cards(articles: Sequence["ArticlePage"], request: HttpRequest | None = None) -> list[Card]:
    """Make a card of each article; load them with `with_byline()` first."""
    sections = sections_of(articles)
    return [_card(article, sections[article.path[: -article.steplen]], request) for article in articles]


def _card(article: "ArticlePage", section: Any, request: HttpRequest | None) -> Card:
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
        trends=[link.tag for link in article.article_trends.all()],
        published_at=article.published_at,
        reading_minutes=article.reading_minutes,
        event=event_time(article),
        is_gated=article.is_gated(),
    )
