"""Events and corrections for front ends."""

from typing import Any, Literal

from django.db.models import Min
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from articles.api.article_schemas import CorrectionOut
from articles.api.schemas import ArticleRef, ArticleSummary, prefetch_sections
from articles.corrections.notices import notice
from articles.kinds import Kind
from articles.models import ArticlePage, ArticleQuerySet, Correction
from articles.models.correction import CorrectionQuerySet
from base.api.auth import READERS
from base.api.pagination import ListPagination
from page_store.policy.cacheability import expires_at

events = Router(tags=["events"], auth=READERS)
corrections = Router(tags=["corrections"], auth=READERS)

BY_START = {"starts_at": ("event_starts_at", "pk"), "-starts_at": ("-event_starts_at", "-pk")}
BY_MOMENT = {"-made_at": ("-made_at", "-pk"), "made_at": ("made_at", "pk")}


class EventFilter(Schema):
    """Filters of the list of events."""

    when: Literal["upcoming", "past", "all"] = Field("upcoming", description="Those to come, those that are over.")

    @property
    def changes_by_itself(self) -> bool:
        """Return whether the list changes when an event ends."""
        return self.when != "all"

    def apply(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Return the events that match."""
        events, now = articles.filter(kind=Kind.EVENT, event_starts_at__isnull=False), timezone.now()
        if self.when == "all":
            return events
        upcoming = events.filter(event_ends_at__gt=now)
        expires_at(upcoming.aggregate(at=Min("event_ends_at"))["at"])
        return upcoming if self.when == "upcoming" else events.filter(event_ends_at__lte=now)


@events.get("/", response=list[ArticleSummary], summary="List events", operation_id="events_list")
@paginate(ListPagination, item=ArticleSummary, orderings=BY_START, prefetch=prefetch_sections)
def list_events(request: HttpRequest, filters: Query[EventFilter]) -> ArticleQuerySet:
    """Articles of the kind event, the next one first; past events with `when=past`."""
    return filters.apply(ArticlePage.objects.published()).for_summaries()


class ListedCorrection(CorrectionOut):
    """A correction with its article; without text if the article is gated."""

    article: ArticleRef = Field(description="What was put right.")


def _notices(corrections: list[Any], request: HttpRequest) -> None:
    """Remove from corrections what not everybody may read, as their page does."""
    for correction in corrections:
        shown = notice(correction, is_readable=not correction.article.is_gated())
        correction.wrong, correction.right = shown.wrong, shown.right


@corrections.get(
    "/", response=list[ListedCorrection], summary="List corrections, newest first", operation_id="corrections_list"
)
@paginate(ListPagination, item=ListedCorrection, orderings=BY_MOMENT, prefetch=_notices)
def list_corrections(request: HttpRequest) -> CorrectionQuerySet:
    """Corrections of published articles; the same for every client, so those of gated articles have no text."""
    found: CorrectionQuerySet = Correction.objects.public()
    return found
