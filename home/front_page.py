"""The front page: which stories it shows, in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone

from archive.models import IssuePage
from archive.reading.cards import IssueCard, issue_cards
from articles.models import ArticlePage, Kind, SectionPage
from articles.pages.cards import Card, cards
from articles.pages.structured_data import website
from articles.site_structure import top_level
from base.clock import today
from base.media.renditions import CARD, COVER, prefetch_renditions
from base.pages.page_contexts import register_page_context
from home.models import HomePage

LATEST = 8
PER_SECTION = 3
EVENTS = 3
FROM_THE_ARCHIVE = 6
# Among so many of the newest pieces, most sections have theirs.
LOOKED_AT = 100


@dataclass(frozen=True)
class Stream:
    """The newest articles of one section."""

    title: str
    url: str
    colour: str
    cards: Sequence[Card]


@dataclass(frozen=True)
class FrontPage:
    """Everything the front page shows; no article stands there twice."""

    lead: Card | None
    picks: Sequence[Card]
    latest: Sequence[Card]
    events: Sequence[Card]
    streams: Sequence[Stream]
    archive: Sequence[IssueCard]


@register_page_context(HomePage)
def front_page_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Return the stories of the front page."""
    described = website(settings.WAGTAIL_SITE_NAME, page.tagline, request)
    return {"front": front_page(page, request), "structured_data": described}


def front_page(page: HomePage, request: HttpRequest) -> FrontPage:
    """Choose the stories: what the editors said first, then the newest."""
    sections = top_level(request).sections
    chosen = [page.lead_article_id, *page.picks.values_list("article_id", flat=True)]
    latest = ArticlePage.objects.newest_keys(limit=LOOKED_AT)
    events = ArticlePage.objects.upcoming_event_keys(timezone.now(), limit=EVENTS)
    others = [key for key, *_ in latest if key not in {*chosen, *events}][: LATEST + 1]
    streams = _streams(latest, sections, {*chosen, *events, *others})
    issues = _from_the_archive()
    above = {chosen[0], *others[:1]}
    card = _cards([*chosen, *others, *events, *chain(*streams.values())], above, issues, request)
    lead = chosen[0] if chosen[0] in card else next(iter(others), None)
    return FrontPage(
        lead=card.get(lead),
        picks=[card[key] for key in dict.fromkeys(chosen[1:]) if key in card and key != lead],
        latest=[card[key] for key in others if key != lead][:LATEST],
        events=[card[key] for key in events if key not in {lead, *chosen[1:]}],
        streams=[
            Stream(section.title, section.get_url(request) or "", section.colour, [card[key] for key in keys])
            for section in sections
            if (keys := streams.get(section.pk))
        ],
        archive=issue_cards(issues, request),
    )


def _streams(
    latest: Sequence[tuple[int, int, str]], sections: Sequence[SectionPage], shown: set[int | None]
) -> dict[int, list[int]]:
    """Return the newest pieces of each section that are not shown elsewhere on the page."""
    streams: dict[int, list[int]] = {section.pk: [] for section in sections}
    for key, section, kind in latest:
        if kind != Kind.EVENT and section in streams and key not in shown:
            streams[section].append(key)
    quiet = [key for key, stream in streams.items() if len(stream) < PER_SECTION]
    is_complete = not quiet or len(latest) < LOOKED_AT
    limit = PER_SECTION + len(shown)
    rows = () if is_complete else SectionPage.objects.newest_article_keys(*quiet, limit=limit)
    found = {section: [key for key in keys if key and key not in shown] for section, *keys in rows}
    return {key: stream[:PER_SECTION] for key, stream in (streams | found).items()}


def _cards(
    keys: Sequence[int | None], above: set[int | None], issues: Sequence[IssuePage], request: HttpRequest
) -> dict[int | None, Card]:
    """Load all articles of the page, and the sizes of their pictures with those of the covers."""
    articles = ArticlePage.objects.cards_by_key(*{key for key in keys if key})
    pictures = [*(article.lead_image for article in articles), *(issue.cover for issue in issues)]
    large = [article.lead_image_id for article in articles if article.pk in above]
    sizes = prefetch_renditions("renditions", (*CARD, *COVER), in_all=large)
    prefetch_related_objects([picture for picture in pictures if picture], sizes)
    made = cards(articles, request)
    return {article.pk: card for article, card in zip(articles, made, strict=True)}


def _from_the_archive() -> list[IssuePage]:
    """Issues of these months in other years; the newest ones where there are none."""
    found = IssuePage.objects.with_months_first((today().month + 1) // 2, limit=FROM_THE_ARCHIVE)
    return [issue for issue in found if issue.rank == found[0].rank]
