"""The subject of a feed, and the distribution of its articles over documents.

The subscription document has the newest articles, including all of the current month. Earlier ones are in one
archive document per month (RFC 5005, section 4), which later articles do not change. While the current month has more
articles than a document should hold, its past days have documents, too.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Min, Q
from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles.feeds.scopes import Term
from articles.models import ArticlePage, ArticleQuerySet
from articles.models.dates import Period
from articles.models.tombstone import EVERYTHING
from articles.models.tombstone import Tombstone as StoredTombstone
from articles.site_structure import site_of
from base.models import BasePage
from base.sanitize import printable

# The minimum and maximum number of entries of a subscription document.
ENTRIES = 30
MOST_ENTRIES = 100
# The date of the feed of a magazine without publications.
NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
EARLIEST = dt.date(1900, 1, 1)


@dataclass(frozen=True)
class Channel:
    """The subject of a feed: its name, its page on the site, the folder of its URLs, and its articles."""

    id: uuid.UUID
    title: str
    subtitle: str
    home_path: str
    path: str
    articles: ArticleQuerySet
    # The keys of the lists whose tombstones belong to it, see `Tombstone.lists`.
    lists: Sequence[str]
    # Whether the hub is notified of changes.
    is_pushed: bool = True


class Place(NamedTuple):
    """An article as far as its place in a document depends on it."""

    key: int
    published_at: dt.datetime
    public_id: uuid.UUID

    @property
    def day(self) -> dt.date:
        """The day of its publication."""
        return timezone.localdate(self.published_at)


@dataclass(frozen=True)
class Document:
    """One document of a feed, by the keys of its articles; an archive document has a period."""

    keys: Sequence[int]
    period: Period | None = None
    previous: Period | None = None
    next: Period | None = None
    # Only in the subscription document: the tombstones of all lists.
    gone: Sequence[StoredTombstone] = ()


def front_page(request: HttpRequest) -> Any:
    """Return the front page of the requested site. Raise Http404 if there is none."""
    site = site_of(request)
    front = site.root_page.specific if site else None
    if not isinstance(front, BasePage):
        raise Http404
    return front


def begun_at(request: HttpRequest) -> dt.datetime:
    """Return when the magazine began: the date of an empty feed, which must not change with each request."""
    first: Any = ArticlePage.objects.published().aggregate(first=Min("published_at"))["first"]
    began: dt.datetime = front_page(request).first_published_at or first or NEVER
    return began


def magazine_name(request: HttpRequest) -> str:
    """Return the name of the magazine."""
    site = site_of(request)
    return (site and site.site_name) or "Dimensions"


def imprint(request: HttpRequest, changed: dt.datetime) -> dict[str, Any]:
    """Return the metadata of the magazine for any feed."""
    magazine = printable(magazine_name(request))
    return {
        "url": request.build_absolute_uri(request.path),
        "language": settings.LANGUAGE_CODE,
        "rights": f"© {changed.year} {magazine}",
        "publisher": magazine,
        "publisher_url": request.build_absolute_uri("/"),
        "icon": request.build_absolute_uri(static("favicon.svg")),
        "logo": request.build_absolute_uri(static("img/logo.png")),
        "small_logo": request.build_absolute_uri(static("img/logo-144.png")),
        "changed": changed,
    }


def site_channel(request: HttpRequest) -> Channel:
    """Return the channel of all articles."""
    front = front_page(request)
    path = reverse("site_feed", args=["rss.xml"]).removesuffix("rss.xml")
    articles = ArticlePage.objects.newest_first()
    return Channel(front.public_id, magazine_name(request), front.tagline, "/", path, articles, [EVERYTHING])


def term_channel(request: HttpRequest, term: Term) -> Channel:
    """Return the channel of one list."""
    return Channel(
        id=term.id_in(lambda: front_page(request).public_id),
        title=f"{magazine_name(request)}: {term.name}",
        subtitle=term.scope.describe(term.subject),
        home_path=_home_path(term.subject, request),
        path=term.path,
        articles=term.articles,
        lists=[term.key],
    )


def _home_path(subject: Any, request: HttpRequest) -> str:
    return str(subject.get_url(request) if isinstance(subject, BasePage) else subject.get_absolute_url())


def current_document(articles: ArticleQuerySet) -> Document:
    """Return the subscription document: the newest articles, with as much of the current month as fits.

    If the month does not fit, it holds whole days, and always all of today. An article that came back, or that was
    republished after its archive document was complete, is included for a while, whatever its date.
    """
    newest = [Place(*row) for row in articles.values_list("pk", "published_at", "public_id")[: MOST_ENTRIES + 1]]
    begins = _first_whole_day(newest)
    keys = [place.key for number, place in enumerate(newest) if number < ENTRIES or place.day >= begins]
    if len(keys) > MOST_ENTRIES:
        keys = list(articles.between(*Period.day(begins)).values_list("pk", flat=True))
    gone = StoredTombstone.objects.recent()
    if back := [one.public_id for one in gone if one.has_returned][:MOST_ENTRIES]:
        keys = _with_returned(articles, newest, keys, back)
    previous = _before(articles, begins, newest) if len(newest) > ENTRIES else None
    return Document(keys, previous=previous, gone=gone)


def _with_returned(
    articles: ArticleQuerySet, newest: Sequence[Place], keys: Sequence[int], back: Sequence[uuid.UUID]
) -> list[int]:
    """Add the articles that came back, which the database looks for only if the newest are not all there are."""
    if len(newest) <= MOST_ENTRIES:
        return [place.key for place in newest if place.key in keys or place.public_id in back]
    returned = articles.filter(public_id__in=back).order_by().values("pk")
    shown = ArticlePage.objects.newest_first().filter(Q(pk__in=keys) | Q(pk__in=returned))
    return list(shown.values_list("pk", flat=True))


def _first_whole_day(newest: Sequence[Place]) -> dt.date:
    """Return the first day that is complete in the subscription document: the first of the month if that fits."""
    today = timezone.localdate()
    this_month, last = today.replace(day=1), newest[-1].day if newest else today
    if len(newest) <= MOST_ENTRIES or last < this_month:
        return this_month
    return min(last + dt.timedelta(days=1), today)


def archive_document(articles: ArticleQuerySet, period: Period) -> Document:
    """Return all articles of a past month or day. Raise Http404 if there are none."""
    keys = list(articles.between(*period).values_list("pk", flat=True)) if period.is_over else []
    if not keys:
        raise Http404
    return Document(keys, period, _before(articles, period.first), _after(articles, period))


def _before(articles: ArticleQuerySet, first: dt.date, newest: Sequence[Place] = ()) -> Period | None:
    """Return the archive document that ends before a day: a day of the same month, or a month before it.

    The database is queried only if none of the `newest` articles is earlier.
    """
    earlier = next((place.day for place in newest if place.day < first), None)
    day = earlier or _day_of_first(articles.between(EARLIEST, first))
    if day is None:
        return None
    return Period.day(day) if day.replace(day=1) == first.replace(day=1) else Period.month(day)


def _after(articles: ArticleQuerySet, period: Period) -> Period | None:
    """Return the next archive document, or None while its period is not over."""
    day = _day_of_first(articles.between(period.after, timezone.localdate()).order_by("published_at"))
    if day is None:
        return None
    found = Period.day(day) if period.is_day and day.month == period.first.month else Period.month(day)
    return found if found.is_over else None


def _day_of_first(articles: ArticleQuerySet) -> dt.date | None:
    published = articles.values_list("published_at", flat=True).first()
    return timezone.localdate(published) if published else None
