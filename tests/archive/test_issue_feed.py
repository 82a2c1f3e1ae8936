"""The feed of the archive: each issue with its contents, and no gated word."""

import pytest

from tests.factories import make_archive, make_archived_article, make_image, make_issue
from tests.feeds.reading import json_feed, parsed

pytestmark = pytest.mark.django_db
FOLDER = "/feeds/issues/"


def test_an_issue_comes_with_its_contents_and_without_their_text(client):
    issue = make_issue("The Power of <Small>", cover=make_image(), overview="<p>All about it.</p>")
    make_archived_article("Two rooms", teaser="A start.", text="The quixotic nightingale sings.")
    for name in ("rss.xml", "atom.xml"):
        (entry,) = parsed(client, FOLDER + name).entries
        assert entry.title == "The Power of <Small> (March/April 2019)"
        assert entry.id == issue.public_id.urn
        assert entry.link == f"http://testserver{issue.url}"
        html = entry.content[0].value
        assert "Two rooms" in html
        assert "A start." in html
        assert "All about it." in html
        assert "quixotic" not in html
    assert json_feed(client, f"{FOLDER}feed.json")["items"][0]["image"].startswith("http://testserver/media/")


def test_the_last_that_came_in_is_first_whatever_its_year(client):
    make_issue("Old", year=1999)
    make_issue("Older", year=1975)
    assert [entry.title[:5] for entry in parsed(client, f"{FOLDER}atom.xml").entries] == ["Older", "Old ("]


def test_an_empty_one_is_valid(client):
    make_archive()
    assert parsed(client, f"{FOLDER}rss.xml").entries == []
    assert client.get(f"{FOLDER}other.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_its_cost_does_not_grow(client, django_assert_max_num_queries, count):
    for number in range(count):
        make_issue(f"Issue {number}", year=2000 + number, cover=make_image())
        make_archived_article()
    client.get(f"{FOLDER}rss.xml")
    with django_assert_max_num_queries(14):
        client.get(f"{FOLDER}rss.xml")


def test_it_is_announced(client):
    archive = make_archive()
    assert f'href="{FOLDER}atom.xml"' in client.get(archive.url).content.decode()
    assert f'href="{FOLDER}rss.xml"' in client.get("/feeds/").content.decode()
    opml = client.get("/feeds/all.opml").content.decode()
    assert f"http://testserver{FOLDER}rss.xml" in opml
    assert "http://testserver/corrections/rss.xml" in opml
