"""The whole history is reachable (RFC 5005), and what is withdrawn is said to be (RFC 6721)."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.feeds import channels
from articles.models import Tombstone
from tests.factories import make_article, make_contributor, make_section, make_trend
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
    make_article("Never mind").unpublish()
    when = Tombstone.objects.get().deleted_at.isoformat()
    assert tree(client, "/feeds/atom.xml").findtext(f"{ATOM}updated") == when
