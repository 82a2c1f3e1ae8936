"""What a feed is about, and which of its articles stand in which of its documents.

The subscription document has the newest articles, and all of the current month. Everything before it stands in one
archive document a month (RFC 5005, section 4), which later articles do not change.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles.feeds.scopes import Term
from articles.models import ArticlePage, ArticleQuerySet
from articles.models.dates import next_month
from articles.models.tombstone import EVERYTHING
from articles.models.tombstone import Tombstone as StoredTombstone
from articles.site_structure import site_of
from base.models import BasePage
from base.sanitize import printable

# A subscription document has at least so many entries, and never more than so many.
ENTRIES = 30
MOST_ENTRIES = 100
# The date of a magazine in which nothing was ever published.
NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Channel:
    """What a feed is about: its name, its page on the site, the folder of its addresses, and its articles."""

    id: uuid.UUID
    title: str
    subtitle: str
    home_path: str
    path: str
    articles: ArticleQuerySet
    # The keys of the lists whose tombstones belong into it, see `Tombstone.lists`.
    lists: Sequence[str]
    # Whether a hub is told when it changes.
    is_pushed: bool = True


@dataclass(frozen=True)
class Document:
    """One document of a feed; months are named by their first day."""

    articles: Sequence[ArticlePage]
    month: dt.date | None = None
    previous: dt.date | None = None
    next: dt.date | None = None
    # In the subscription document: the tombstones of all lists.
    gone: Sequence[StoredTombstone] = ()


def front_page(request: HttpRequest) -> Any:
    """Return the front page of the site that is asked; raise Http404 before there is one."""
    site = site_of(request)
    front = site.root_page.specific if site else None
    if not isinstance(front, BasePage):
        raise Http404
    return front


def begun_at(request: HttpRequest) -> dt.datetime:
    """Return when the magazine began: the date of a feed without entries, which the time of asking would change."""
    first: Any = ArticlePage.objects.published().aggregate(first=Min("published_at"))["first"]
    began: dt.datetime = front_page(request).first_published_at or first or NEVER
    return began


def magazine_name(request: HttpRequest) -> str:
    """Return the name of the magazine."""
    site = site_of(request)
    return (site and site.site_name) or "Dimensions"


def imprint(request: HttpRequest, changed: dt.datetime) -> dict[str, Any]:
    """Return what every feed says of the magazine."""
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
    """Return the feed of everything."""
    front = front_page(request)
    path = reverse("site_feed", args=["rss.xml"]).removesuffix("rss.xml")
    articles = ArticlePage.objects.newest_first()
    return Channel(front.public_id, magazine_name(request), front.tagline, "/", path, articles, [EVERYTHING])


def term_channel(request: HttpRequest, term: Term) -> Channel:
    """Return the feed of one list."""
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
    """Return the subscription document: the newest articles, and all of the current month as far as they fit.

    An article that was withdrawn and came back stands in it for a while, whatever its date.
    """
    places = list(articles.values_list("pk", "published_at")[: MOST_ENTRIES + 1])
    months = [_month(published) for _key, published in places]
    this_month = timezone.localdate().replace(day=1)
    count = min(max(ENTRIES, sum(month >= this_month for month in months)), MOST_ENTRIES)
    keys = [key for key, _published in places[:count]]
    gone = StoredTombstone.objects.recent()
    if back := [one.public_id for one in gone if one.has_returned]:
        keys += articles.filter(public_id__in=back).values_list("pk", flat=True)
    previous = _previous(articles, months[count:], this_month)
    return Document(_with_entries(keys), previous=previous, gone=gone)


def _previous(articles: ArticleQuerySet, months_of_rest: Sequence[dt.date], this_month: dt.date) -> dt.date | None:
    """Return the archive document that goes on where the subscription document ends."""
    if not months_of_rest:
        return None
    return this_month if months_of_rest[0] >= this_month else _before(articles, this_month)


def archive_document(articles: ArticleQuerySet, month: dt.date) -> Document:
    """Return all articles of a month; raise Http404 if there are none."""
    keys = list(articles.between(month, next_month(month)).values_list("pk", flat=True))
    if not keys:
        raise Http404
    return Document(_with_entries(keys), month, _before(articles, month), _after(articles, month))


def _with_entries(keys: Sequence[int]) -> list[ArticlePage]:
    articles = ArticlePage.objects.newest_first().filter(pk__in=keys)
    return list(articles.with_byline().with_trends().with_kind_relations())


def _month(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment).replace(day=1)


def _before(articles: ArticleQuerySet, month: dt.date) -> dt.date | None:
    return _month_of_first(articles.between(dt.date(1900, 1, 1), month))


def _after(articles: ArticleQuerySet, month: dt.date) -> dt.date | None:
    """Return the next month with articles, unless it is the current one, which has no archive document yet."""
    later = articles.between(next_month(month), timezone.localdate().replace(day=1))
    return _month_of_first(later.order_by("published_at"))


def _month_of_first(articles: ArticleQuerySet) -> dt.date | None:
    published = articles.values_list("published_at", flat=True).first()
    return _month(published) if published else None
