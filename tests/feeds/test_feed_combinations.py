"""Feeds that readers put together, and the list of all feeds."""

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tests.factories import make_article, make_contributor, make_image, make_institution, make_section, make_trend
from tests.feeds.reading import json_feed, parsed

pytestmark = pytest.mark.django_db
NAMES = ["rss.xml", "atom.xml", "feed.json"]


@pytest.fixture
def _articles():
    ai, small = make_trend("Artificial intelligence"), make_trend("Small museums")
    make_article("About machines", trends=[ai])
    make_article("About both", trends=[ai, small])
    make_article("A small event", trends=[small], kind="event")
    make_article("Neither", trends=[make_trend("Play")])


def titles(client, folder):
    found = [entry.title for entry in parsed(client, f"{folder}rss.xml").entries]
    assert found == [entry.title for entry in parsed(client, f"{folder}atom.xml").entries]
    assert found == [item["title"] for item in json_feed(client, f"{folder}feed.json")["items"]]
    return found


@pytest.mark.usefixtures("_articles")
def test_any_of_some_lists_without_others(client):
    folder = "/feeds/any/trends.artificial-intelligence,trends.small-museums/"
    assert titles(client, folder) == ["About machines", "About both", "A small event"]
    assert titles(client, f"{folder}without/kinds.events/") == ["About machines", "About both"]
    title = parsed(client, f"{folder}without/kinds.events/rss.xml").feed.title
    assert title == "Dimensions: Artificial intelligence or Small museums, without Events"


@pytest.mark.usefixtures("_articles")
@pytest.mark.parametrize("name", NAMES)
def test_one_address_for_one_combination(client, name):
    canonical = f"/feeds/any/kinds.events,trends.small-museums/without/trends.play/{name}"
    assert client.get(canonical).status_code == 200
    for other in (
        f"/feeds/any/trends.small-museums,kinds.events/without/trends.play/{name}",
        f"/feeds/any/kinds.events,trends.small-museums,kinds.events/without/trends.play,/{name}",
    ):
        response = client.get(other)
        assert (response.status_code, response["Location"]) == (301, canonical)


@pytest.mark.usefixtures("_articles")
def test_its_identifier_survives_a_renamed_list(client):
    before = client.get("/feeds/any/kinds.events,trends.small-museums/atom.xml")
    trend = make_trend("Small museums")
    trend.slug = "a-renamed-trend"
    trend.save()
    response = client.get("/feeds/any/kinds.events,trends.small-museums/atom.xml")
    assert (response.status_code, response["Location"]) == (
        301,
        "/feeds/any/kinds.events,trends.a-renamed-trend/atom.xml",
    )
    after = parsed(client, response["Location"])
    assert after.feed.id in before.content.decode()


@pytest.mark.usefixtures("_articles")
def test_it_is_neither_stored_nor_searched_but_polled_cheaply(client):
    path = "/feeds/any/trends.play/rss.xml"
    response = client.get(path)
    assert response["X-Robots-Tag"] == "noindex"
    assert "max-age" in response["Cache-Control"]
    assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_eleven_lists_are_too_many(client):
    names = [f"trends.{make_trend(f'Trend {number}').slug}" for number in range(11)]
    make_article()
    assert client.get(f"/feeds/any/{','.join(sorted(names)[:10])}/rss.xml").status_code == 200
    response = client.get(f"/feeds/any/{','.join(sorted(names))}/rss.xml")
    assert (response.status_code, response.content.decode()) == (400, "A feed combines at most 10 lists.\n")


@pytest.mark.usefixtures("_articles")
@pytest.mark.parametrize("terms", ["trends.nothing", "nothing.play", ",", "play", "trends.", "kinds.nothing", "."])
def test_an_unknown_list_is_not_found(client, terms):
    assert client.get(f"/feeds/any/{terms}/rss.xml").status_code == 404


@pytest.mark.usefixtures("_articles")
def test_a_reader_ticks_lists_and_gets_the_addresses_and_what_is_in_them(client):
    page = client.get("/feeds/combine/?any=trends.small-museums&without=kinds.events").content.decode()
    assert 'href="/feeds/any/trends.small-museums/without/kinds.events/rss.xml"' in page
    assert ">About both</a>" in page
    assert ">A small event</a>" not in page
    assert 'value="trends.small-museums" aria-label="Carry Small museums" checked' in page


@pytest.mark.usefixtures("_articles")
@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("without=kinds.events", "Choose at least one list that the feed should carry."),
        ("any=,", "Choose at least one list that the feed should carry."),
        ("&".join(["any=kinds.events"] * 11), "A feed combines at most 10 lists."),
        ("any=trends.nothing", "No list has the address “trends.nothing”. Choose from the lists below."),
        ("any=trends.play&any=kinds.nope", "No list has the address “kinds.nope”. Choose from the lists below."),
        ("any=trends.play&without=nope", "No list has the address “nope”. Choose from the lists below."),
    ],
)
def test_a_combination_that_cannot_be_says_why(client, query, problem):
    response = client.get(f"/feeds/combine/?{query}")
    assert response.status_code == 200
    (said,) = BeautifulSoup(response.content, "html.parser").select("[role=alert]")
    assert said.text == problem


@pytest.mark.usefixtures("_articles")
def test_every_feed_is_listed_on_the_page_and_in_the_opml_file(client):
    make_institution("Tidal Museum")
    make_article(authors=[make_contributor("Ana Duarte")], section=make_section("Viewpoints"), lead_image=make_image())
    page = client.get("/feeds/").content.decode()
    outline = etree.fromstring(client.get("/feeds/all.opml").content)
    addresses = [
        found.get("xmlUrl").removeprefix("http://testserver")
        for found in outline.iter("outline")
        if found.get("xmlUrl")
    ]
    assert {
        "/feeds/rss.xml",
        "/feeds/sections/viewpoints/rss.xml",
        "/feeds/kinds/events/rss.xml",
        "/feeds/trends/play/rss.xml",
        "/feeds/contributors/ana-duarte/rss.xml",
        "/feeds/institutions/tidal-museum/rss.xml",
    } <= set(addresses)
    for address in addresses:
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
