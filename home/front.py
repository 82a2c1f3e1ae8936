"""What stands on the front page, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from archive.cards import IssueCard, issue_cards
from archive.models import IssuePage
from articles.cards import Card, cards
from articles.models import ArticlePage, Kind, SectionPage
from base.store.rendering import today

if TYPE_CHECKING:
    from home.models import HomePage

LATEST = 8
PER_SECTION = 3
FROM_THE_ARCHIVE = 6


@dataclass(frozen=True)
class Stream:
    """The newest articles of one section."""

    title: str
    url: str
    colour: str
    cards: Sequence[Card]


@dataclass(frozen=True)
class FrontPage:
    """Everything the front page shows; no article stands there twice above the sections."""

    lead: Card | None
    picks: Sequence[Card]
    latest: Sequence[Card]
    events: Sequence[Card]
    streams: Sequence[Stream]
    archive: Sequence[IssueCard]


def front_page(page: "HomePage", request: HttpRequest) -> FrontPage:
    """Choose the stories: what the editors said first, then the newest."""
    chosen_ids = [page.lead_article_id, *(pick.article_id for pick in page.picks.all())]
    chosen = ArticlePage.objects.published().with_byline().in_bulk([pk for pk in chosen_ids if pk])
    newest = list(ArticlePage.objects.newest_first().exclude(pk__in=chosen).with_byline()[: LATEST + 1])
    lead = chosen.get(page.lead_article_id) or (newest.pop(0) if newest else None)
    picks = [chosen[pk] for pk in dict.fromkeys(chosen_ids[1:]) if pk in chosen and chosen[pk] is not lead]
    return FrontPage(
        lead=cards([lead], request)[0] if lead else None,
        picks=cards(picks, request),
        latest=cards(newest[:LATEST], request),
        events=cards(list(ArticlePage.objects.upcoming_events().with_byline()[:3]), request),
        streams=list(_streams(request, lead)),
        archive=issue_cards(_from_the_archive(), request),
    )


def _from_the_archive() -> list[IssuePage]:
    """Issues of these months in other years; the newest ones where there are none."""
    issues = IssuePage.objects.newest_first().with_cover()
    same_months = issues.filter(months=(today().month + 1) // 2)
    return list(same_months[:FROM_THE_ARCHIVE]) or list(issues[:FROM_THE_ARCHIVE])


def _streams(request: HttpRequest, lead: ArticlePage | None) -> Sequence[Stream]:
    found = []
    taken = [lead.pk] if lead else []
    for section in SectionPage.objects.published():
        articles = list(
            section.articles().exclude(kind=Kind.EVENT).exclude(pk__in=taken).with_byline()[:PER_SECTION]
        )
        if articles:
            found.append(
                Stream(
                    section.title, section.get_url(request) or "", section.colour, cards(articles, request)
                )
            )
    return found
