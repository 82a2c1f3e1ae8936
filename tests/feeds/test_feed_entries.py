"""The content of feed entries."""

import datetime as dt
import json
from contextlib import closing

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from articles.models import Credit
from base.sanitize import sanitize
from tests.bodies import YESTERDAY, action, every_block, make_document
from tests.factories import (
    make_article,
    make_contributor,
    make_image,
    make_section,
    make_site,
    make_trend,
)
from tests.feeds.reading import ATOM, contents, json_feed, parsed, tree

pytestmark = pytest.mark.django_db
XML_FEEDS = ["/feeds/rss.xml", "/feeds/atom.xml"]


@pytest.fixture
def co_written():
    """An article of two authors, with two trends and a lead image."""
    return make_article(
        "Tides at night",
        authors=[make_contributor("Ana Duarte"), make_contributor("Bo Sørensen")],
        trends=[make_trend("Community science"), make_trend("Co-design")],
        lead_image=make_image(credit="Harbor Light"),
        lead_image_caption="The harbour",
    )


@pytest.mark.parametrize("path", XML_FEEDS)
def test_reader_finds_article_with_both_authors_and_all_trends(client, co_written, path):
    entry = parsed(client, path).entries[0]
    assert entry.title == "Tides at night"
    assert entry.link == "http://testserver/features/tides-at-night/"
    assert entry.summary == co_written.deck
    assert "The tide table was redrawn by visitors." in entry.content[0].value
    assert [author.name for author in entry.authors] == ["Ana Duarte", "Bo Sørensen"]
    assert {tag.term for tag in entry.tags} == {"Community science", "Co-design"}


def test_json_feed_has_both_authors_and_all_trends(client, co_written):
    item = json_feed(client, "/feeds/feed.json")["items"][0]
    assert [author["name"] for author in item["authors"]] == ["Ana Duarte", "Bo Sørensen"]
    assert item["authors"][0]["url"] == "http://testserver/contributors/ana-duarte/"
    assert sorted(item["tags"]) == ["Co-design", "Community science"]


MEDIA = "{http://search.yahoo.com/mrss/}"


@pytest.mark.parametrize("path", XML_FEEDS)
def test_lead_image_is_a_picture_with_its_size_and_no_enclosure(client, co_written, path):
    entry = parsed(client, path).entries[0]
    rendition = co_written.lead_image.get_rendition("width-1600|format-webp")
    [picture] = entry.media_content
    assert picture["url"] == f"http://testserver{rendition.url}"
    assert (picture["type"], picture["medium"]) == ("image/webp", "image")
    assert (picture["width"], picture["height"]) == (str(rendition.width), str(rendition.height))
    assert entry.enclosures == []
    content = tree(client, path).find(f".//{MEDIA}content")
    assert content.findtext(f"{MEDIA}description") == co_written.alt
    assert content.findtext(f"{MEDIA}credit") == "Harbor Light"


@pytest.fixture
def recorded():
    """An article with an audio recording."""
    sound = make_document("The pump room", "pump-room.mp3")
    block = {"title": "The pump room", "file": sound.pk, "url": "", "description": "", "transcript": "<p>(A hum.)</p>"}
    return make_article("Listen", lead_image=make_image(), body=json.dumps([{"type": "media", "value": block}]))


@pytest.mark.parametrize("path", XML_FEEDS)
def test_a_podcast_client_finds_the_sound_and_only_that(client, recorded, path):
    [enclosure] = parsed(client, path).entries[0].enclosures
    assert (enclosure.type, enclosure.length) == ("audio/mpeg", "12")
    with closing(client.get(enclosure.href.removeprefix("http://testserver"))) as played:
        assert b"".join(played) == b"Twelve bytes"
    [attachment] = json_feed(client, "/feeds/feed.json")["items"][0]["attachments"]
    assert (attachment["url"], attachment["size_in_bytes"]) == (enclosure.href, 12)


def test_sound_of_a_gated_article_is_in_no_feed(client, recorded):
    recorded.access = "members"
    recorded.save_revision().publish()
    for path in XML_FEEDS:
        assert parsed(client, path).entries[0].enclosures == []
    assert "attachments" not in json_feed(client, "/feeds/feed.json")["items"][0]


def test_everybody_with_a_credit_is_named_with_their_role(client, co_written):
    co_written.credits.add(Credit(contributor=make_contributor("Cy Ode"), role="photographer", title="Photographer"))
    co_written.save_revision().publish()
    assert tree(client, "/feeds/atom.xml").findtext(f".//{ATOM}contributor/{ATOM}name") == "Cy Ode"
    dublin_core = "{http://purl.org/dc/elements/1.1/}contributor"
    assert tree(client, "/feeds/rss.xml").findtext(f".//{dublin_core}") == "Cy Ode (Photographer)"
    credits = json_feed(client, "/feeds/feed.json")["items"][0]["_dimensions"]["credits"]
    assert [(credit["name"], credit["role"]) for credit in credits][-1] == ("Cy Ode", "Photographer")


def test_feed_says_whose_it_is(client, co_written):
    feed = parsed(client, "/feeds/atom.xml").feed
    assert feed.rights == f"© {co_written.changed_at.year} Dimensions"
    found = json_feed(client, "/feeds/feed.json")
    assert found["authors"] == [found["author"]] == [{"name": "Dimensions", "url": "http://testserver/"}]
    image = parsed(client, "/feeds/rss.xml").feed.image.href
    for url in (feed.icon, feed.logo, found["icon"], found["favicon"], image):
        assert finders.find(url.removeprefix("http://testserver/static/")), url


def test_trends_name_their_vocabulary(client, co_written):
    tags = parsed(client, "/feeds/atom.xml").entries[0].tags
    assert {tag.scheme for tag in tags} == {"http://testserver/trends/"}


def test_lead_image_stands_in_the_text_and_in_the_json_feed(client, co_written):
    for content in contents(client):
        assert "The harbour Harbor Light</figcaption>" in content
    assert json_feed(client, "/feeds/feed.json")["items"][0]["image"].startswith("http://testserver/media/")


def test_every_block_stands_in_the_feed_with_absolute_addresses(client):
    other = make_article("The other piece")
    make_article("All of it", body=every_block(other), published_at=timezone.now())
    words = [
        "Tides", "We counted returns.", "Open at <b>night</b>", "came again", "The queue.",
        "With a telescope.",
        "The tide table", "Prototypes", "(A low hum.)", "One page", "Repeat visits", "The Unfinished Exhibit",
        "DRL-0000000", "Answer now", "The same question again.",
    ]  # fmt: skip
    for content in contents(client):
        assert [word for word in words if word not in content] == []
        assert 'href="/' not in content
        assert 'src="/' not in content
        assert 'href="http://testserver/features/the-other-piece/"' in content


def test_kind_adds_its_facts(client):
    start = dt.datetime(2100, 5, 1, 9, tzinfo=dt.UTC)
    make_article(
        kind="event",
        event_starts_at=start,
        event_ends_at=start + dt.timedelta(hours=2),
        event_time_zone="Europe/Lisbon",
        event_venue="Tidal Museum",
    )
    for content in contents(client):
        assert "1 May 2100" in content
        assert "10:00–12:00 Lisbon time" in content
        assert "Tidal Museum" in content


def test_expired_action_box_is_gone(client):
    make_article(body=[action("Over", YESTERDAY), action("Still open")])
    for content in contents(client):
        assert "Still open" in content
        assert "Over" not in content


def test_identifiers_survive_change_of_title_slug_and_host(client, co_written):
    before = [parsed(client, path).entries[0].id for path in XML_FEEDS]
    co_written.title, co_written.slug = "Tides by day", "tides-by-day"
    co_written.save_revision().publish()
    make_site().get_site().__class__.objects.update(hostname="localhost")
    after = [parsed(client, path).entries[0].id for path in XML_FEEDS]
    assert before == after == [co_written.public_id.urn] * 2
    assert json_feed(client, "/feeds/feed.json")["items"][0]["id"] == co_written.public_id.urn
    assert (
        f'<guid isPermaLink="false">{co_written.public_id.urn}</guid>' in client.get("/feeds/rss.xml").content.decode()
    )


def test_dates_are_those_that_readers_see(client):
    published, revised = dt.datetime(2024, 3, 1, 8, tzinfo=dt.UTC), dt.datetime(2024, 3, 9, 8, tzinfo=dt.UTC)
    make_article("Revised", published_at=published, revised_at=revised)
    make_article("Untouched", published_at=published - dt.timedelta(days=1))
    entries = parsed(client, "/feeds/atom.xml").entries
    assert [(entry.published, entry.updated) for entry in entries] == [
        ("2024-03-01T08:00:00+00:00", "2024-03-09T08:00:00+00:00"),
        ("2024-02-29T08:00:00+00:00", "2024-02-29T08:00:00+00:00"),
    ]
    assert parsed(client, "/feeds/atom.xml").feed.updated == "2024-03-09T08:00:00+00:00"
    assert parsed(client, "/feeds/rss.xml").feed.updated == "Sat, 09 Mar 2024 08:00:00 +0000"
    assert json_feed(client, "/feeds/feed.json")["items"][0]["date_modified"] == "2024-03-09T08:00:00+00:00"


def test_atom_keeps_to_rfc_4287(client, co_written):
    make_article("Nobody’s piece", section=make_section("Viewpoints"))
    feed = tree(client, "/feeds/atom.xml")
    entries = feed.findall(f"{ATOM}entry")
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "Dimensions"  # for the entry without an author
    for holder in (feed, *entries):
        for needed in ("id", "title", "updated"):
            assert len(holder.findall(f"{ATOM}{needed}")) == 1
        links = [link for link in holder.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        assert len(links) == 1
    identifiers = [holder.find(f"{ATOM}id").text for holder in (feed, *entries)]
    assert len(set(identifiers)) == 3


NASTY = (
    '<p onclick="steal">Fish ]]> &amp; chips \x01\x0b <b>bold</b> 🐠 مرحبا\u202e</p><script>steal()</script>'
    '<a href="javascript:steal()">one</a> <a href="http://[">two</a> <img src=x onerror="steal()">'
    '<iframe src="https://evil.example/"></iframe><style>p{display:none}</style><svg onload="steal()"></svg>'
)


def test_hostile_markup_and_odd_characters_come_out_harmless(client):
    make_article("Half ]]> a \x0c <b>title</b> 🐠 مرحبا", text=NASTY, deck="Control \x02 & ]]>")
    for content in contents(client):
        assert "<b>bold</b> 🐠 مرحبا" in content
        for bad in ("steal", "script", "iframe", "svg", "display", "onclick", "\x01", "\x0b"):
            assert bad not in content
    entry = parsed(client, "/feeds/atom.xml").entries[0]
    assert "🐠 مرحبا" in entry.title
    assert entry.summary == "Control  & ]]>"


def test_half_a_character_breaks_no_feed():
    assert sanitize("<p>Half a fish: \ud83d.</p>", "http://testserver/") == "<p>Half a fish: .</p>"
