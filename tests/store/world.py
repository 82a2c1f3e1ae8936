"""A small magazine and its clock, for operations in any order."""

import datetime as dt
import itertools
from typing import Any
from unittest.mock import patch

from django.utils import timezone
from hypothesis import strategies as st
from wagtail.models import Page

from articles.models import ArticlePage, Contributor, Trend
from dimensions.scheduling import apply_due_changes
from home.models import InformationPage
from members.models import Institution
from tests import factories

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
NOON = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
# Titles need not be sensible, only distinct.
TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60).filter(
    str.strip
)


class World:
    """The magazine, and its clock."""

    def __init__(self) -> None:
        self.now, self.numbers = NOON, itertools.count()
        self.clock = patch.object(timezone, "now", lambda: self.now)
        self.clock.start()
        self.home = factories.make_site()
        self.sections = [factories.make_section(title) for title in ("Features", "Reviews")]
        self.trends = [factories.make_trend(name) for name in ("Co-design", "Climate")]
        self.people = [factories.make_contributor(name) for name in ("Ana Duarte", "Bo Lind")]
        self.place = factories.make_institution("Tidal Museum")
        factories.make_membership(self.place)
        self.image = factories.make_image()
        self.articles = [self.new_article(f"Story {number}") for number in range(2)]
        self.about = self.home.add_child(instance=InformationPage(title="About", slug="about"))
        issue = factories.make_issue(months=3)
        self.archived = factories.make_archived_article(
            "Old story", issue=issue, authors=self.people, trends=self.trends
        )
        self.addresses: list[str] = []
        self.remember_addresses()

    def new_article(self, title: str, **fields: Any) -> ArticlePage:
        article = factories.make_article(
            title,
            section=self.sections[0],
            authors=self.people,
            trends=self.trends,
            lead_image=self.image,
            **fields,
        )
        article.institutions.set([self.place])
        article.save_revision().publish()
        return article

    def remember_addresses(self) -> None:
        """Record all public URLs; those of former public pages stay on the list."""
        names = [page.url for page in Page.objects.filter(depth__gt=1) if page.url]
        for things in (Trend, Contributor, Institution):
            names += [thing.get_absolute_url() for thing in things.objects.all()]
        names += [f"/feeds/trends/{trend.slug}/atom.xml" for trend in Trend.objects.all()]
        names += ["/feeds/rss.xml", "/sitemap.xml", "/sitemap-lists.xml", "/api/v3/articles/"]
        names += ["/kinds/events/", "/trends/", "/contributors/"]
        self.addresses = list(dict.fromkeys([*self.addresses, *names]))[:60]

    def article(self) -> ArticlePage | None:
        """Return an article to edit, or None."""
        return ArticlePage.objects.order_by("latest_revision_created_at", "pk").first()

    def advance(self, step: dt.timedelta) -> None:
        """Advance the clock; the scheduler applies due changes."""
        self.now += step
        apply_due_changes()

    def close(self) -> None:
        self.clock.stop()
