"""The available feeds, their content, and how they are polled."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import HomePage
from tests.bodies import SMALL, every_block
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_section,
    make_site,
    make_trend,
)
from tests.feeds.reading import json_feed, parsed

pytestmark = pytest.mark.django_db
COST = 15  # queries of a feed, however many articles are in it
FORMS = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
FOLDERS = {
    "/feeds/": "Dimensions",
    "/feeds/sections/features/": "Dimensions: Features",
    "/feeds/trends/co-design/": "Dimensions: Co-design",
    "/feeds/contributors/ana-duarte/": "Dimensions: Ana Duarte",
    "/feeds/kinds/reviews/": "Dimensions: Reviews",
    "/feeds/institutions/tidal-museum/": "Dimensions: Tidal Museum",
}


@pytest.fixture
def _two_articles():
    make_article("Theirs", section=make_section("Viewpoints"), authors=[make_contributor("Bo Sørensen")])
    ana = make_contributor("Ana Duarte", institution=make_institution("Tidal Museum"))
    make_article("Ours", authors=[ana], trends=[make_trend("Co-design")], kind="review")


def titles(client, folder):
    """The titles in each of the three forms, which must agree."""
    found = [entry.title for entry in parsed(client, f"{folder}rss.xml").entries]
    assert found == [entry.title for entry in parsed(client, f"{folder}atom.xml").entries]
    assert found == [item["title"] for item in json_feed(client, f"{folder}feed.json")["items"]]
    return found


@pytest.mark.usefixtures("_two_articles")
@pytest.mark.parametrize("folder", FOLDERS)
def test_feed_lists_its_own_articles_and_says_what_it_is(client, folder):
    assert titles(client, folder) == (["Theirs", "Ours"] if folder == "/feeds/" else ["Ours"])
    for name in ("rss.xml", "atom.xml"):
        feed = parsed(client, f"{folder}{name}").feed
        assert feed.title == FOLDERS[folder]
        assert feed.language == "en"
        [own] = [link.href for link in feed.links if link.rel == "self"]
        assert own == f"http://testserver{folder}{name}"
        assert client.get(feed.link).status_code == 200
    feed = json_feed(client, f"{folder}feed.json")
    assert feed["feed_url"] == f"http://testserver{folder}feed.json"
    assert "next_url" not in feed


@pytest.mark.parametrize("name", FORMS)
def test_content_type_and_head(client, name):
    make_site()
    response = client.head(f"/feeds/{name}")
    assert response["Content-Type"] == FORMS[name]
    assert response.content == b""
    assert client.post(f"/feeds/{name}").status_code == 405


@pytest.mark.parametrize("folder", FOLDERS)
def test_empty_feed_is_valid_and_does_not_change_by_itself(client, folder):
    make_section("Features"), make_trend("Co-design"), make_institution("Tidal Museum")
    make_archived_article(authors=[make_contributor("Ana Duarte")])
    assert titles(client, folder) == []
    for name in FORMS:
        assert client.get(folder + name)["ETag"] == client.get(folder + name)["ETag"]


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/feed.xml",
        "/feeds/sections/nothing/rss.xml",
        "/feeds/trends/nothing/rss.xml",
        "/feeds/contributors/nothing/rss.xml",
        "/feeds/sections/features/feed.txt",
    ],
)
def test_unknown_feed_is_not_found(client, path):
    make_section("Features")
    assert client.get(path).status_code == 404


def test_retired_trend_keeps_its_feed(client):
    make_article("Ours", trends=[make_trend("Co-design", status="retired")])
    assert titles(client, "/feeds/trends/co-design/") == ["Ours"]


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("folder", ["/feeds/", "/feeds/sections/features/", "/feeds/trends/co-design/"])
def test_only_published_unrestricted_articles_are_in(client, folder):
    shown = make_article("Shown", trends=[make_trend("Co-design")])
    make_article("Draft", trends=[make_trend("Co-design")]).unpublish()
    restrict(make_article("Restricted", trends=[make_trend("Co-design")]))
    assert titles(client, folder) == [shown.title]


def test_restricted_section_is_in_no_feed(client):
    article = make_article("Ours", authors=[make_contributor("Ana Duarte")], trends=[make_trend("Co-design")])
    restrict(article.get_parent())
    assert client.get("/feeds/sections/features/rss.xml").status_code == 404
    for folder in ("/feeds/", "/feeds/trends/co-design/"):
        assert titles(client, folder) == []
    assert client.get("/feeds/contributors/ana-duarte/rss.xml").status_code == 404


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_second_poll_costs_nothing_until_something_changes(client, name, encoding):
    article = make_article(text="<p>" + "The tide table was redrawn. " * 40 + "</p>")
    first = client.get(f"/feeds/{name}", headers={"accept-encoding": encoding})
    assert (first.get("Content-Encoding") == "gzip") == (encoding == "gzip")
    again = {"accept-encoding": encoding, "if-none-match": first["ETag"]}
    second = client.get(f"/feeds/{name}", headers=again)
    assert (second.status_code, second.content) == (304, b"")
    article.deck = "Rewritten"
    article.save_revision().publish()
    assert client.get(f"/feeds/{name}", headers=again).status_code == 200


@pytest.mark.parametrize("name", FORMS)
def test_feed_is_the_same_for_everybody(client, admin_client, name):
    make_article()
    public, personal = client.get(f"/feeds/{name}"), admin_client.get(f"/feeds/{name}")
    assert public.content == personal.content
    assert "Cookie" not in public["Vary"]
    assert not public.cookies


@pytest.mark.parametrize("name", FORMS)
def test_cost_does_not_grow_with_the_number_of_articles(client, django_assert_num_queries, name):
    def publish(number):
        make_article(
            f"Piece {number}",
            authors=[make_contributor(f"Ana {number}"), make_contributor(f"Bo {number}")],
            trends=[make_trend(f"Trend {number}")],
            lead_image=make_image(f"Lead {number}", size=SMALL),
            body=every_block(first),
            kind="review",
            review_exhibition="Tides",
            published_at=dt.datetime(2024, 1, number, tzinfo=dt.UTC),
        )

    first = make_article("First", published_at=dt.datetime(2023, 1, 1, tzinfo=dt.UTC))
    for number in (1, 2):
        publish(number)
    client.get(f"/feeds/{name}")  # makes the renditions
    with django_assert_num_queries(COST):
        client.get(f"/feeds/{name}")
    for number in range(3, 9):
        publish(number)
    client.get(f"/feeds/{name}")
    with django_assert_num_queries(COST):
        client.get(f"/feeds/{name}")


def test_atom_elements_have_no_prefix(client):
    """Some readers look for `link`, not for the name in its namespace."""
    make_article("Tide", lead_image=make_image())
    xml = client.get("/feeds/atom.xml").content.decode()
    assert '<link href="http://testserver/feeds/atom.xml" rel="self"/>' in xml
    assert "ns0:" not in xml


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_an_empty_feed_is_as_old_as_the_magazine(client, name):
    home = make_site()
    section = make_section("Nothing yet")
    began = timezone.now() - dt.timedelta(days=400)
    HomePage.objects.filter(pk=home.pk).update(first_published_at=began)
    feed = parsed(client, f"/feeds/sections/{section.slug}/{name}").feed
    assert feed.updated_parsed[:3] == began.timetuple()[:3]
