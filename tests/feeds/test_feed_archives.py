"""The whole history is reachable (RFC 5005), and withdrawn entries have tombstones (RFC 6721)."""

import datetime as dt
import json

import feedparser
import pytest
from django.utils import timezone

from articles.feeds import channels
from articles.models import ArticlePage, Tombstone
from tests.factories import make_article, make_contributor, make_institution, make_section, make_trend
from tests.feeds.reading import ATOM, json_feed, parsed, tree

pytestmark = pytest.mark.django_db
TOMBSTONES = "{http://purl.org/atompub/tombstones/1.0}"
HISTORY = "{http://purl.org/syndication/history/1.0}"


@pytest.fixture(autouse=True)
def _short_documents(monkeypatch):
    monkeypatch.setattr(channels, "ENTRIES", 3)
    monkeypatch.setattr(channels, "MOST_ENTRIES", 5)


def publish(*days, **fields):
    return [make_article(published_at=dt.datetime(*day, 12, tzinfo=dt.UTC), **fields) for day in days]


def link(feed, rel):
    return next((link.href.removeprefix("http://testserver") for link in feed.links if link.rel == rel), None)


def walk(client, path):
    """Return the identifiers in a feed and in all its archive documents, each in the order of the document."""
    found = []
    while path:
        document = parsed(client, path)
        found.append([entry.id for entry in document.entries])
        path = link(document.feed, "prev-archive")
    return found


DAYS = [(2024, 1, 5), (2024, 1, 31), (2024, 2, 1), (2024, 5, 9), (2024, 5, 10), (2024, 5, 11), (2025, 1, 1)]


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
@pytest.mark.parametrize("folder", ["/feeds/", "/feeds/sections/features/", "/feeds/any/trends.play/"])
def test_the_walk_finds_everything_once_by_month(client, folder, name):
    articles = publish(*DAYS, trends=[make_trend("Play")])
    found = walk(client, folder + name)
    assert [len(document) for document in found] == [3, 1, 3, 1, 2]
    assert {key for document in found for key in document} == {article.public_id.urn for article in articles}


def test_archive_documents_link_to_their_neighbours_and_to_the_subscription_document(client):
    publish(*DAYS)
    feed = parsed(client, "/feeds/2024/02/atom.xml").feed
    assert link(feed, "prev-archive") == "/feeds/2024/01/atom.xml"
    assert link(feed, "next-archive") == "/feeds/2024/05/atom.xml"
    assert link(feed, "current") == "/feeds/atom.xml"
    assert tree(client, "/feeds/2024/02/atom.xml").find(f"{HISTORY}archive") is not None
    assert tree(client, "/feeds/atom.xml").find(f"{HISTORY}archive") is None
    assert json_feed(client, "/feeds/feed.json")["next_url"] == "http://testserver/feeds/2025/01/feed.json"


def test_an_archive_document_stays_as_it_is_when_articles_arrive(client):
    publish(*DAYS)
    before = client.get("/feeds/2024/05/rss.xml").content
    make_article(published_at=timezone.now())
    assert client.get("/feeds/2024/05/rss.xml").content == before


@pytest.mark.parametrize("count", [2, 4, 7])
def test_nothing_of_a_busy_month_is_missed(client, count):
    old = publish(*DAYS)
    first = timezone.localtime().replace(day=1, hour=0, minute=0, second=1, microsecond=0)
    new = [make_article(published_at=first + dt.timedelta(milliseconds=number)) for number in range(count)]
    found = {key for document in walk(client, "/feeds/atom.xml") for key in document}
    assert found == {article.public_id.urn for article in old + new}


@pytest.mark.parametrize("path", ["/feeds/2023/01/rss.xml", "/feeds/2024/13/rss.xml", "/feeds/2024/01/rss.txt"])
def test_a_month_without_articles_has_no_document(client, path):
    publish(*DAYS)
    assert client.get(path).status_code == 404


def tombstones(client, path):
    return [gone.get("ref") for gone in tree(client, path).findall(f"{TOMBSTONES}deleted-entry")]


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_a_withdrawn_article_leaves_a_tombstone_without_its_title_where_it_stood(client, act):
    ana, play = make_contributor("Ana Duarte"), make_trend("Play")
    make_article("Elsewhere", section=make_section("Viewpoints"), trends=[make_trend("Other")])
    article = make_article("Never mind", authors=[ana], trends=[play], kind="review")
    getattr(article, act)()
    for folder in ("", "sections/features/", "trends/play/", "kinds/reviews/"):
        assert tombstones(client, f"/feeds/{folder}atom.xml") == [article.public_id.urn], folder
        assert "Never mind" not in client.get(f"/feeds/{folder}atom.xml").content.decode()
    for folder in ("sections/viewpoints/", "trends/other/", "kinds/analysis/"):
        assert tombstones(client, f"/feeds/{folder}atom.xml") == []
    assert article.public_id.urn not in client.get("/feeds/rss.xml").content.decode()
    assert client.get("/feeds/contributors/ana-duarte/atom.xml").status_code == 410


def test_a_tombstone_lasts_a_year_and_goes_when_the_article_comes_back(client):
    article = make_article("Never mind")
    article.unpublish()
    assert tombstones(client, "/feeds/atom.xml") == [article.public_id.urn]
    Tombstone.objects.update(deleted_at=timezone.now() - dt.timedelta(days=366))
    assert tombstones(client, "/feeds/atom.xml") == []
    Tombstone.objects.update(deleted_at=timezone.now())
    article.save_revision().publish()
    assert tombstones(client, "/feeds/atom.xml") == []
    assert parsed(client, "/feeds/atom.xml").entries[0].id == article.public_id.urn


def test_an_article_that_leaves_a_trend_or_is_gated_leaves_no_tombstone(client):
    article = make_article(trends=[make_trend("Play"), make_trend("Other")])
    article.trends.set([make_trend("Other")])
    article.access = "members"
    article.save_revision().publish()
    for folder in ("", "trends/play/", "trends/other/"):
        assert tombstones(client, f"/feeds/{folder}atom.xml") == []


def test_a_draft_that_is_deleted_leaves_nothing(client):
    make_article("Published")
    draft = make_article("Draft")
    Tombstone.objects.all().delete()
    draft.unpublish()
    Tombstone.objects.all().delete()
    draft.delete()
    assert not tombstones(client, "/feeds/atom.xml")


def test_atom_feed_is_newer_than_its_tombstones(client):
    make_article()
    article = make_article("Never mind")
    article.unpublish()
    when = Tombstone.objects.get(public_id=article.public_id).deleted_at.isoformat()
    assert tree(client, "/feeds/atom.xml").findtext(f"{ATOM}updated") == when


@pytest.fixture
def clock(monkeypatch):
    """The time of the magazine, which a test moves on."""

    class Clock:
        now = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)

        def sleep(self, **span):
            self.now += dt.timedelta(**span)

    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


class Walker:
    """A reader app that keeps what it has read, and reads no archive document twice (RFC 5005)."""

    def __init__(self, client, path):
        self.client, self.path = client, path
        self.titles, self.known = {}, {}

    def poll(self):
        document, path = self._read(self.path), True
        while path and (path := self._previous(document)) not in self.known:
            if path:
                document = self.known[path] = self._read(path)

    def _read(self, path):
        content = self.client.get(path).content
        found = json.loads(content) if path.endswith("json") else feedparser.parse(content)
        for entry in found["items"] if path.endswith("json") else found.entries:
            self.titles[entry["id"]] = entry["title"]
        return found

    def _previous(self, document):
        if "items" in document:
            return document.get("next_url", "").removeprefix("http://testserver")
        return link(document.feed, "prev-archive")


FOLDERS = [
    *("/feeds/sections/features/", "/feeds/trends/play/", "/feeds/contributors/ana-duarte/"),
    *("/feeds/institutions/birdhouse/", "/feeds/kinds/analysis/", "/feeds/any/kinds.news,trends.play/"),
    "/feeds/any/sections.features/without/kinds.events/",
]
NAMES = ["rss.xml", "atom.xml", "feed.json"]


def everywhere(clock, count=1, **fields):
    """Publish articles that are in every list."""
    play, ana, birdhouse = make_trend("Play"), make_contributor("Ana Duarte"), make_institution("Birdhouse")
    made = []
    for _ in range(count):
        clock.sleep(seconds=1)
        slug, moment = f"a{clock.now.timestamp():.0f}", fields.get("published_at", clock.now)
        made.append(make_article(slug=slug, trends=[play], authors=[ana], **fields | {"published_at": moment}))
        made[-1].institutions.set([birdhouse])
        made[-1].save_revision().publish()
    return made


def test_a_reader_that_keeps_archive_documents_has_the_set_of_the_site_in_every_feed(client, clock):
    everywhere(clock, 9)
    walkers = [Walker(client, f"/feeds/{name}") for name in NAMES] + [
        Walker(client, f"{one}atom.xml") for one in FOLDERS
    ]

    def poll():
        for walker in walkers:
            walker.poll()

    poll()
    busy = [3, 1, 8, 2, 4, 0, 6]  # with documents of five at most, the month is full by the second day
    for count in busy:
        clock.sleep(hours=20)
        everywhere(clock, count)
        poll()
    clock.sleep(days=40)
    everywhere(clock, 2)
    late = everywhere(clock, published_at=clock.now - dt.timedelta(days=3))
    poll()
    old = ArticlePage.objects.newest_first().last()
    old.title, old.published_at = "Moved within the year", clock.now - dt.timedelta(days=100)
    old.save_revision().publish()
    poll()
    shown = {article.public_id.urn for article in ArticlePage.objects.published()}
    assert late[0].public_id.urn in shown
    assert {walker.path: len(set(walker.titles) ^ shown) for walker in walkers} == dict.fromkeys(
        (walker.path for walker in walkers), 0
    )
    assert {walker.titles[old.public_id.urn] for walker in walkers} == {"Moved within the year"}


def test_what_comes_into_a_list_later_reaches_those_who_have_read_its_archive(client, clock):
    everywhere(clock, 9)
    other = make_article("A tide table", published_at=clock.now)
    clock.sleep(days=70)
    everywhere(clock, 5)
    walker = Walker(client, "/feeds/trends/play/atom.xml")
    walker.poll()
    other.trends.set([make_trend("Play")])
    other.save_revision().publish()
    walker.poll()
    assert other.public_id.urn in walker.titles


def test_what_grows_has_no_archive_document(client, clock):
    everywhere(clock, 12)
    assert client.get("/feeds/2026/03/rss.xml").status_code == 404
    assert client.get("/feeds/2026/03/20/rss.xml").status_code == 404
    clock.sleep(days=1)
    assert client.get("/feeds/2026/03/rss.xml").status_code == 404
    before = client.get("/feeds/2026/03/20/rss.xml").content
    assert before.count(b"<item>") == 12
    clock.sleep(days=20)
    everywhere(clock, 1)
    assert client.get("/feeds/2026/03/rss.xml").content.count(b"<item>") == 12
    assert client.get("/feeds/2026/03/20/rss.xml").content == before
    assert link(parsed(client, "/feeds/rss.xml").feed, "prev-archive") == "/feeds/2026/03/rss.xml"


@pytest.mark.parametrize("path", ["/feeds/2026/02/31/rss.xml", "/feeds/2026/02/00/rss.xml", "/feeds/2026/00/rss.xml"])
def test_a_day_that_does_not_exist_is_not_found(client, path):
    make_article()
    assert client.get(path).status_code == 404
