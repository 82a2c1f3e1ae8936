"""The front page: its stories and their order."""

from collections.abc import Collection, Sequence
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
from base.media.renditions import CARD, COVER, PHONE_CARD, prefetch_renditions
from base.pages.page_contexts import register_page_context
from home.models import HomePage

LATEST = 8
PER_SECTION = 3
EVENTS = 3
FROM_THE_ARCHIVE = 6
# Enough of the newest pieces to fill most sections.
LOOKED_AT = 100


@dataclass(frozen=True)
class Stories:
    """The keys of the stories of the front page; each article appears only once."""

    lead: int | None
    picks: Sequence[int]
    latest: Sequence[int]
    events: Sequence[int]
    streams: Sequence[tuple[SectionPage, Sequence[int]]]


@dataclass(frozen=True)
class Choice:
    """Candidates for the front page, before those that are not public are removed."""

    chosen: Sequence[int | None]  # by the editors: the lead story, then their picks
    others: Sequence[int]
    events: Sequence[int]
    streams: Sequence[tuple[SectionPage, Sequence[int]]]

    @property
    def keys(self) -> set[int]:
        """The keys of all candidates."""
        of_sections = chain(*(keys for _section, keys in self.streams))
        return {key for key in (*self.chosen, *self.others, *self.events, *of_sections) if key}

    def among(self, shown: Collection[int | None]) -> Stories:
        """Return the position of each candidate that is shown."""
        lead = self.chosen[0] if self.chosen[0] in shown else next(iter(self.others), None)
        return Stories(
            lead=lead,
            picks=[key for key in dict.fromkeys(self.chosen[1:]) if key and key in shown and key != lead],
            latest=[key for key in self.others if key != lead][:LATEST],
            events=[key for key in self.events if key not in {lead, *self.chosen[1:]}],
            streams=self.streams,
        )


@dataclass(frozen=True)
class Stream:
    """The newest articles of one section."""

    title: str
    url: str
    colour: str
    cards: Sequence[Card]


@dataclass(frozen=True)
class FrontPage:
    """Everything that the front page shows; each article appears only once."""

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


def choose_stories(page: HomePage, request: HttpRequest) -> Choice:
    """Choose the candidates: the editors' choice first, then the newest."""
    sections = top_level(request).sections
    chosen = [page.lead_article_id, *page.picks.values_list("article_id", flat=True)]
    latest = ArticlePage.objects.newest_keys(limit=LOOKED_AT)
    events = ArticlePage.objects.upcoming_event_keys(timezone.now(), limit=EVENTS)
    others = [key for key, *_ in latest if key not in {*chosen, *events}][: LATEST + 1]
    streams = _streams(latest, sections, {*chosen, *events, *others})
    own = [(section, keys) for section in sections if (keys := streams.get(section.pk))]
    return Choice(chosen, others, events, own)


def front_page(page: HomePage, request: HttpRequest) -> FrontPage:
    """Return the front page with its stories as cards."""
    choice, issues = choose_stories(page, request), from_the_archive()
    above = {choice.chosen[0], *choice.others[:1]}
    card = _cards(choice.keys, above, issues, request)
    stories = choice.among(card)
    return FrontPage(
        lead=card[stories.lead] if stories.lead else None,
        picks=[card[key] for key in stories.picks],
        latest=[card[key] for key in stories.latest],
        events=[card[key] for key in stories.events],
        streams=[
            Stream(section.title, section.get_url(request) or "", section.colour, [card[key] for key in keys])
            for section, keys in stories.streams
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
    keys: set[int], above: set[int | None], issues: Sequence[IssuePage], request: HttpRequest
) -> dict[int | None, Card]:
    """Load all articles of the page, and the image sizes for them and for the covers."""
    articles = ArticlePage.objects.cards_by_key(*keys)
    pictures = [*(article.lead_image for article in articles), *(issue.cover for issue in issues)]
    large = [article.lead_image_id for article in articles if article.pk in above]
    sizes = prefetch_renditions("renditions", (*CARD, *PHONE_CARD, *COVER), in_all=large)
    prefetch_related_objects([picture for picture in pictures if picture], sizes)
    made = cards(articles, request)
    return {article.pk: card for article, card in zip(articles, made, strict=True)}


def from_the_archive() -> list[IssuePage]:
    """Return issues of the current months in other years, or the newest ones if there are none."""
    found = IssuePage.objects.with_months_first((today().month + 1) // 2, limit=FROM_THE_ARCHIVE)
    return [issue for issue in found if issue.rank == found[0].rank]
