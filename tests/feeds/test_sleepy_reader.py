"""Whatever editors do: a reader that polls now and then ends with what the site shows, and sees each piece new once.

`FEED_EXAMPLES=200 pytest tests/feeds/test_sleepy_reader.py` looks much longer than a usual test run.
"""

import datetime as dt
import os
from collections import Counter
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from lxml import etree

from articles.feeds import channels
from articles.models import ArticlePage
from members.models import Access
from tests import factories

EXAMPLES = int(os.environ.get("FEED_EXAMPLES", "6"))
NS = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
FIRST = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
ANY = st.integers(min_value=0, max_value=50)


class Reader:
    """Polls with its last entity tag, and reads archive documents back to the first known entry (RFC 5005)."""

    def __init__(self) -> None:
        self.client, self.tag = Client(), ""
        self.entries: dict[str, str] = {}
        self.news: Counter[str] = Counter()
        self.known_documents: set[str] = set()

    def poll(self) -> bool:
        """Poll once; return whether the content has changed."""
        answer = self.client.get("/feeds/atom.xml", headers={"if-none-match": self.tag} if self.tag else {})
        if answer.status_code == 304:
            return False
        self.tag = answer["ETag"]
        document = etree.fromstring(answer.content)
        self._take(document)
        for gone in document.xpath("at:deleted-entry/@ref", namespaces=NS):
            self.entries.pop(gone, None)
        return True

    def _take(self, document: Any) -> None:
        for previous in document.xpath("a:link[@rel='prev-archive']/@href", namespaces=NS):
            if previous not in self.known_documents:
                self.known_documents.add(previous)
                self._take(etree.fromstring(self.client.get(previous).content))
        for entry in document.iterfind("a:entry", NS):
            key = entry.findtext("a:id", namespaces=NS)
            self.news[key] += key not in self.news
            self.entries[key] = entry.findtext("a:title", namespaces=NS)


class Magazine(RuleBasedStateMachine):
    """Editorial work, time, and one reader who sleeps as long as it pleases."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now = FIRST
        self.patches: list[Any] = [
            patch.object(timezone, "now", lambda: self.now),
            patch.object(channels, "ENTRIES", 4),
            patch.object(channels, "MOST_ENTRIES", 300),  # more than a month brings here
        ]
        for one in self.patches:
            one.start()
        factories.make_site()
        self.sections = [factories.make_section(title) for title in ("Features", "Reviews")]
        self.reader = Reader()
        self.publish(3)

    def _one(self, number: int, **wanted: Any) -> ArticlePage | None:
        found = list(ArticlePage.objects.filter(**wanted).order_by("pk"))
        return found[number % len(found)] if found else None

    @rule(count=st.integers(min_value=1, max_value=8))
    def publish(self, count: int) -> None:
        """Bring out one piece or many in a row."""
        for _ in range(count):
            self.now += dt.timedelta(minutes=1)
            factories.make_article(section=self.sections[0], published_at=self.now, slug=f"a{self.now.timestamp():.0f}")

    @rule(number=ANY, title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
    def edit(self, number: int, title: str) -> None:
        """Another title and another address."""
        if (article := self._one(number, live=True)) and title.strip():
            article.title, article.slug = title.strip()[:100], f"renamed-{article.pk}-{self.now.timestamp():.0f}"
            article.save_revision().publish()

    @rule(number=ANY)
    def move(self, number: int) -> None:
        """Into the other section."""
        if article := self._one(number):
            other = next(section for section in self.sections if section.pk != article.listed_in_id)
            article.move(type(other).objects.get(pk=other.pk), pos="last-child")

    @rule(number=ANY)
    def gate(self, number: int) -> None:
        """For members, or for everybody again."""
        if article := self._one(number, live=True):
            article.access = Access.OPEN if article.access == Access.MEMBERS else Access.MEMBERS
            article.save_revision().publish()

    @rule(number=ANY)
    def unpublish(self, number: int) -> None:
        """Withdraw a piece."""
        if article := self._one(number, live=True):
            article.unpublish()

    @rule(number=ANY)
    def bring_back(self, number: int) -> None:
        """Publish a withdrawn article again."""
        if article := self._one(number, live=False):
            article.get_latest_revision_as_object().save_revision().publish() if article.latest_revision else (
                article.save_revision().publish()
            )

    @rule(number=ANY)
    def delete(self, number: int) -> None:
        """Delete a piece for good."""
        if article := self._one(number):
            article.delete()

    @rule(days=st.integers(min_value=1, max_value=40))
    def sleep(self, days: int) -> None:
        """Advance the time without polling."""
        self.now += dt.timedelta(days=days)

    @precondition(lambda self: True)
    @rule()
    def poll(self) -> None:
        """The reader asks, and has what the site shows; asking again brings nothing."""
        self.reader.poll()
        shown = {one.public_id.urn: one.listed_title for one in ArticlePage.objects.published()}
        assert set(self.reader.entries) == set(shown)
        assert set(self.reader.news.values()) <= {1}
        assert not self.reader.poll(), "nothing changed, and it was sent again"

    def teardown(self) -> None:
        """Ask a last time, and leave the database as it was."""
        try:
            self.poll()
        finally:
            for one in self.patches:
                one.stop()
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)


@pytest.mark.django_db
def test_a_sleepy_reader_ends_with_what_the_site_shows():
    run_state_machine_as_test(
        Magazine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
