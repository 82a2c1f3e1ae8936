"""Readers follow lists by a button on stored pages, and export them as OPML."""

import pytest
from django.test import Client
from lxml import etree

from articles.models import Contributor, Credit, Trend
from members.models import Institution
from subscriptions.following import followed
from subscriptions.models import Follow
from tests.accounts.conftest import logged_in, person, text_of
from tests.factories import make_article, make_contributor, make_institution, make_section, make_trend

ADD, CONFIRM, MINE = "/account/following/add/", "/account/following/confirm/", "/account/following/"
HERE = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def lists() -> list[str]:
    """A list of each type, each with an article."""
    article = make_article("Tides", authors=[make_contributor("Ana Duarte")], trends=[make_trend("Play")])
    article.institutions.set([make_institution("Tidal Museum")])
    article.save()
    return ["sections/features", "trends/play", "contributors/ana-duarte", "institutions/tidal-museum"]


def test_one_press_follows_a_list_of_each_type(lists):
    client = logged_in(person())
    for address in lists:
        assert client.post(ADD, {"list": address}, **HERE).url == MINE
    page = text_of(client.get(MINE))
    for name in ("Features", "Play", "Ana Duarte", "Tidal Museum"):
        assert name in page
    assert "You follow “Play” now." in page


def test_a_second_press_says_so_and_makes_nothing(lists):
    client = logged_in(person())
    for _ in range(2):
        client.post(ADD, {"list": "trends/play"}, **HERE)
    assert "You follow “Play” already." in text_of(client.get(MINE))
    assert Follow.objects.count() == 1


@pytest.mark.parametrize("origin", [{}, {"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_ORIGIN": "null"}])
def test_who_comes_from_elsewhere_is_asked_first(lists, origin):
    user = person()
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    asked = client.post(ADD, {"list": "trends/play"}, **origin)
    assert asked.url == f"{CONFIRM}?list=trends%2Fplay"
    page = client.get(asked.url)
    assert "Follow “Play”?" in text_of(page)
    assert not Follow.objects.exists()
    assert client.post(CONFIRM, {"list": "trends/play"}).status_code == 403
    token = page.context["csrf_token"]
    assert client.post(CONFIRM, {"list": "trends/play", "csrfmiddlewaretoken": str(token)}).url == MINE
    assert Follow.objects.get().user == user


def test_a_guest_is_asked_after_the_log_in(client, lists):
    asked = client.post(ADD, {"list": "trends/play"}, **HERE)
    assert client.get(asked.url).url.startswith("/account/login/?next=/account/following/confirm/")


@pytest.mark.parametrize("address", ["", "trends", "trends/none", "nothing/play", "trends/play/rss.xml", "%00/%00"])
def test_what_is_no_list_is_not_found(lists, address):
    assert logged_in(person()).post(ADD, {"list": address}, **HERE).status_code == 404


def test_get_is_refused(client):
    assert client.get(ADD).status_code == 405


def test_a_renamed_list_is_still_followed_and_a_deleted_one_says_so(lists):
    client = logged_in(person())
    for address in lists[1:3]:
        client.post(ADD, {"list": address}, **HERE)
    Trend.objects.update(slug="playing", name="Playing")
    Credit.objects.all().delete()
    Contributor.objects.all().delete()
    page = text_of(client.get(MINE))
    assert "/trends/playing/" in page
    assert "There is no such list any more." in page
    one = Follow.objects.get(scope="contributors")
    client.post(f"{MINE}{one.pk}/stop/")
    assert Follow.objects.get().scope == "trends"


def test_nobody_stops_what_somebody_else_follows(lists):
    logged_in(person()).post(ADD, {"list": "trends/play"}, **HERE)
    logged_in(person("bo@home.example")).post(f"{MINE}{Follow.objects.get().pk}/stop/")
    assert Follow.objects.exists()


def test_there_is_a_limit(lists, monkeypatch):
    monkeypatch.setattr(followed, "MOST", 1)
    client = logged_in(person())
    for address in lists[:2]:
        client.post(ADD, {"list": address}, **HERE)
    assert "You follow 1 lists, which is the limit" in text_of(client.get(MINE))


def test_the_file_names_the_feeds_of_what_is_followed(lists):
    client = logged_in(person())
    assert client.get(f"{MINE}following.opml").status_code == 404
    for address in lists[:2]:
        client.post(ADD, {"list": address}, **HERE)
    file = etree.fromstring(client.get(f"{MINE}following.opml").content)
    assert file.xpath("//outline/@xmlUrl") == [
        "http://testserver/feeds/sections/features/rss.xml",
        "http://testserver/feeds/trends/play/rss.xml",
    ]


def test_every_page_that_can_be_followed_has_the_button(client, lists):
    trend, ana = Trend.objects.get(slug="play"), Contributor.objects.get()
    pages = {
        "sections/features": make_section().url,
        "trends/play": trend.get_absolute_url(),
        "contributors/ana-duarte": ana.get_absolute_url(),
        "institutions/tidal-museum": Institution.objects.get(slug="tidal-museum").get_absolute_url(),
    }
    for address, url in pages.items():
        assert f'name="list" value="{address}"' in text_of(client.get(url)), url


def test_an_article_ends_with_what_can_be_followed_and_a_digest(client, lists):
    page = text_of(client.get("/features/tides/"))
    for address in lists:
        assert f'name="list" value="{address}"' in page
    assert 'action="/digest/"' in page
    assert "csrfmiddlewaretoken" not in page
