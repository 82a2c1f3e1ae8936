"""One request for each screen: what a front end shows is all there, and the same as on the site."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from articles.models import Correction, KeyArticle, RelatedArticle
from articles.trends.tasks import count_trends
from base.media.renditions import ANYWHERE
from base.media.tasks import make_renditions
from home.models import HomePage, InformationPage, Pick
from members.models import Access
from search.rebuild import rebuild
from tests.api.conftest import items, sentence
from tests.api.golden import assert_golden
from tests.factories import (
    DAY,
    make_archived_article,
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_issue,
    make_member,
    make_section,
    make_site,
    make_trend,
)

pytestmark = pytest.mark.django_db
API = "/api/v3/"
DAY_ZERO = dt.datetime(2024, 3, 1, 8, tzinfo=dt.UTC)


@pytest.fixture
def magazine():
    """A small magazine in which every screen has something to show."""
    home = make_site()
    museum = make_institution("Tidal Museum", city="Porto", country="Portugal", latitude=41.15, longitude=-8.61)
    ana, play = make_contributor("Ana Duarte", institution=museum), make_trend("Play")
    lead, pick, *others = [
        make_article(
            title,
            section=make_section(section),
            authors=[ana],
            trends=[play],
            institutions=[museum],
            published_at=DAY_ZERO - number * DAY,
        )
        for number, (title, section) in enumerate(
            [("Lead", "Features"), ("Picked", "Features"), ("Third", "Features"), ("Fourth", "Viewpoints")]
        )
    ]
    HomePage.objects.filter(pk=home.pk).update(lead_article=lead)
    Pick.objects.create(page=home, article=pick)
    start = timezone.now() + 9 * DAY
    make_article("Night opening", kind="event", event_starts_at=start, event_ends_at=start, published_at=DAY_ZERO)
    Correction.objects.create(article=lead, wrong="Nine.", right="Ten.", made_at=DAY_ZERO)
    for position, other in enumerate(others):
        RelatedArticle.objects.create(page_id=lead.pk, article=other, position=position)
    KeyArticle.objects.create(trend=play, page_id=lead.pk)
    about = InformationPage(title="About", slug="about", intro="Who we are.", body='<p>See <a href="/x/">x</a>.</p>')
    home.add_child(instance=about)
    make_archived_article("A House of Two Rooms", issue=make_issue(months=2), authors=[ana], trends=[play])
    count_trends()
    rebuild()
    return lead


def get(path: str) -> dict:
    """Request a screen, and check that no further request is needed."""
    answer = Client().get(f"{API}{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_front_page_shows_what_the_site_shows_in_its_order(client, magazine):
    front = get("front-page/")
    assert front["lead"]["title"] == "Lead"
    assert [one["title"] for one in front["picks"]] == ["Picked"]
    assert [one["title"] for one in front["latest"]] == ["Third", "Fourth"]
    assert [one["event"]["starts_at"] is not None for one in front["events"]] == [True]
    assert front["archive"][0]["title"] == "The Power of Small"
    assert front["tagline"] == "The field, in depth"
    html = client.get("/").content.decode()
    places = [html.index(f">{title}<") for title in ("Lead", "Third", "Fourth", "Picked")]
    assert places == sorted(places)
    assert front["metadata"]["structured_data"]["@type"] == "WebSite"


def test_front_page_keeps_its_picks_when_one_is_withdrawn(magazine):
    magazine.unpublish()
    front = get("front-page/")
    assert front["lead"]["title"] == "Third"
    assert [one["title"] for one in front["picks"]] == ["Picked"]


@pytest.mark.usefixtures("magazine")
@pytest.mark.parametrize("name", ["navigation", "information", "information/about", "corrections"])
def test_answer_is_as_it_was(client, name):
    assert_golden(name.replace("/", "_"), client.get(f"{API}{name}/").content)


@pytest.mark.usefixtures("magazine")
def test_navigation_is_that_of_the_site(client):
    answer, html = get("navigation/"), client.get("/").content.decode()
    entries = [*answer["menu"], *(entry for group in answer["footer"] for entry in group["entries"])]
    assert len(entries) > 10
    assert [entry["path"] for entry in entries if f'href="{entry["path"]}"' not in html] == []


def test_article_brings_all_that_its_page_shows(magazine):
    article = get(f"articles/by-path/?path={magazine.url}")
    assert [one["title"] for one in article["related"]] == ["Third", "Fourth"]
    assert article["previous"]["title"] == "Picked"
    assert article["next"]["title"] == "Night opening"
    assert article["institutions"][0]["city"] == "Porto"
    assert article["citation"]["text"].startswith("Ana Duarte. “Lead.” Dimensions, 1 March 2024.")
    assert article["metadata"]["structured_data"]["@type"] == "NewsArticle"
    assert article["metadata"]["canonical_url"] == "http://testserver/features/lead/"
    html = Client().get(magazine.url).content.decode()
    assert all(one["title"] in html for one in article["related"])


def test_gated_article_brings_everything_but_its_text():
    first = make_article("Before")
    kept = make_article("Kept", text="<p>The canary sings.</p>", access=Access.MEMBERS, published_at=timezone.now())
    answer = Client().get(f"{API}articles/{kept.public_id}/")
    article = answer.json()
    assert article["previous"]["title"] == first.title
    assert article["metadata"]["structured_data"]["isAccessibleForFree"] is False
    assert b"canary" not in answer.content
    assert answer["Cache-Control"] == "private, no-store"


def test_picture_comes_in_the_formats_that_were_made_and_none_is_made_meanwhile():
    image = make_image(size=(1800, 1200), focal_point_x=900, focal_point_y=300, focal_point_width=180)
    image.focal_point_height = 120
    image.save()
    article = make_article(lead_image=image)
    before = image.renditions.count()
    picture = get(f"articles/{article.public_id}/")["image"]
    assert picture["further_formats"] == []
    assert picture["focal_point"] == {"x": 0.5, "y": 0.25, "width": 0.1, "height": 0.1}
    assert image.renditions.filter(filter_spec__contains="avif").count() == before == 0
    make_renditions.call(image.pk, list(ANYWHERE))
    made = get(f"articles/{article.public_id}/")["image"]["further_formats"]
    assert [one["type"] for one in made] == ["image/avif", "image/jpeg"]
    assert [[size["width"] for size in one["sizes"]] for one in made] == [[480, 720], [960]]
    assert made[0]["sizes"][0]["url"].endswith(".avif")


def test_trend_brings_counts_years_neighbours_and_the_newest_articles(magazine):
    design = make_trend("Co-design")
    trends, authors = [make_trend("Play"), design], [make_contributor("Ana Duarte")]
    for number in range(1, 3):
        make_article(f"Both {number}", trends=trends, authors=authors, published_at=timezone.now() - number * DAY)
    count_trends()
    trend = get("trends/play/")
    assert trend["counts"]["total"] == 7
    assert trend["timeline"]["years"][-1] == timezone.localdate().year
    assert {source["name"] for source in trend["timeline"]["sources"]} == {"Today’s magazine", "Printed issues"}
    totals = [sum(source["counts"]) for source in trend["timeline"]["sources"]]
    assert sum(totals) == 7
    assert trend["neighbours"] == [{"name": "Co-design", "url": "http://testserver/trends/co-design/", "count": 2}]
    assert trend["key_articles"][0]["title"] == "Lead"
    assert trend["people"][0]["name"] == "Ana Duarte"
    assert trend["articles"]["count"] == 6
    assert trend["articles"]["items"][0]["title"] == "Both 1"
    assert trend["articles"]["next"] is None
    assert trend["elsewhere"][0]["rows"][0]["title"] == "A House of Two Rooms"


def test_articles_of_a_trend_go_on_in_the_list(client):
    play = make_trend("Play")
    for number in range(14):
        make_article(f"No. {number}", trends=[play], published_at=DAY_ZERO - number * DAY)
    articles = get("trends/play/")["articles"]
    assert articles["count"] == 14
    assert [one["title"] for one in client.get(articles["next"]).json()["items"]] == ["No. 12", "No. 13"]


def test_issue_brings_contents_neighbours_and_metadata():
    make_issue("Before", year=2018)
    issue = make_issue("This one", year=2019)
    make_issue("After", year=2020)
    make_archived_article("Inside", issue=issue)
    answer = get(f"issues/{issue.public_id}/")
    assert (answer["previous"]["title"], answer["next"]["title"]) == ("Before", "After")
    assert [one["title"] for one in answer["contents"]] == ["Inside"]
    assert answer["metadata"]["structured_data"]["@type"] == "PublicationIssue"


def test_archived_article_brings_its_neighbours_and_what_continues_it():
    issue = make_issue()
    first, second = (make_archived_article(f"No. {n}", issue=issue) for n in (1, 2))
    today = make_article("Today")
    RelatedArticle.objects.create(page_id=second.pk, article=today, position=0)
    answer = get(f"archived-articles/{second.public_id}/")
    assert answer["previous"]["id"] == str(first.public_id)
    assert answer["next"] is None
    assert [one["title"] for one in answer["related"]] == ["Today"]


def test_section_list_is_one_request(magazine):
    answer = get("articles/?section=features&limit=12")
    assert {one["section"]["title"] for one in answer["items"]} == {"Features"}


@pytest.mark.usefixtures("magazine")
def test_search_finds_what_the_page_finds_with_facets(client):
    found = get("search/?q=third")
    assert [one["path"] for one in found["items"]] == ["/features/third/"]
    assert found["items"][0]["title_html"] == "<mark>Third</mark>"
    everything = get("search/?trend=play&sort=date")
    assert everything["total"] >= 5
    facets = {facet["name"]: facet for facet in everything["facets"]}
    assert [value["slug"] for value in facets["trend"]["values"] if value["is_chosen"]] == ["play"]
    section = next(value for value in facets["section"]["values"] if value["slug"] == "viewpoints")
    assert get("search/?trend=play&section=viewpoints")["total"] == section["count"]
    assert f"{everything['total']} results" in client.get("/search/?trend=play").content.decode()


@pytest.mark.usefixtures("magazine")
def test_search_turns_pages_and_shows_ways_out():
    for number in range(13):
        make_article(f"Lighthouse {number}")
    rebuild()
    first = get("search/?q=lighthouse")
    assert first["total"] == 13
    second = Client().get(first["next"]).json()
    assert len(first["items"]) + len(second["items"]) == 13
    assert second["next"] is None
    nothing = get("search/?q=third&section=viewpoints")
    assert nothing["items"] == []
    assert Client().get(nothing["ways_out"][0]["url"]).json()["total"] == nothing["ways_out"][0]["total"] == 1
    assert get("search/")["begin_with"][0]["slug"] == "play"


def test_search_takes_a_facet_twice_and_refuses_what_it_does_not_know(client):
    make_article("Both", trends=[make_trend("Play"), make_trend("Co-design")])
    make_article("One", trends=[make_trend("Play")])
    rebuild()
    assert [one["title"] for one in get("search/?trend=play&trend=co-design&type=article")["items"]] == ["Both"]
    refused = client.get(f"{API}search/?q=a&q=b")
    assert "more than once" in sentence(refused)
    assert "no parameter" in sentence(client.get(f"{API}search/?trnd=play"))


@pytest.mark.usefixtures("magazine")
def test_suggestions_are_those_of_the_site(client):
    found = get("search/suggestions/?q=an")["items"]
    offered = client.get("/search/suggest/?q=an").json()["suggestions"]
    assert [(one["title"], one["path"]) for one in found] == [(one["title"], one["url"]) for one in offered]
    assert found[0]["title"] == "Ana Duarte"


def test_institution_says_where_it_is_and_what_there_is_of_it(magazine):
    answer = get("institutions/tidal-museum/")
    assert (answer["city"], answer["latitude"], answer["articles_count"]) == ("Porto", 41.15, 4)
    assert answer["about_it"]["count"] == 4
    assert answer["about_it"]["items"][0]["title"] == "Lead"
    [listed] = items(Client().get(f"{API}institutions/?q=porto"))
    assert listed["articles_count"] == 4
    assert {key: answer[key] for key in listed} == listed
    assert items(Client().get(f"{API}institutions/?country=Spain")) == []


def test_institution_is_a_member_while_its_membership_runs():
    make_article(institutions=[make_institution("Other House"), make_institution()])
    make_member()
    members = {one["name"]: one["is_member"] for one in items(Client().get(f"{API}institutions/"))}
    assert members == {"Tidal Museum": True, "Other House": False}


def test_events_come_by_their_beginning(client):
    for name, days in (("Over", -3), ("Later", 9), ("Soon", 2)):
        start = timezone.now() + days * DAY
        make_article(name, kind="event", event_starts_at=start, event_ends_at=start)
    assert [one["title"] for one in items(client.get(f"{API}events/"))] == ["Soon", "Later"]
    assert [one["title"] for one in items(client.get(f"{API}events/?when=past"))] == ["Over"]
    assert [one["title"] for one in items(client.get(f"{API}events/?when=all&ordering=-starts_at"))] == [
        "Later", "Soon", "Over",
    ]  # fmt: skip


def test_correction_of_a_gated_article_comes_without_words(client):
    kept = make_article("Kept", access=Access.MEMBERS)
    Correction.objects.create(article=kept, wrong="The canary was wrong.", right="It sang.")
    answer = client.get(f"{API}corrections/")
    assert b"canary" not in answer.content
    assert [(one["right"], one["article"]["title"]) for one in items(answer)] == [("", "Kept")]


@pytest.mark.usefixtures("magazine")
def test_an_address_says_what_stands_there(client):
    found = get("addresses/by-path/?path=/features/lead/")
    assert (found["status"], found["type"]) == (200, "article")
    assert client.get(found["api_url"]).json()["title"] == "Lead"
    known = {"/": "front page", "/features/": "section", "/trends/play/": "trend", "/about": "information"}
    for path, kind in known.items():
        found = get(f"addresses/by-path/?path={path}")
        assert found["type"] == kind
        assert client.get(found["api_url"]).status_code == 200
    assert get("addresses/by-path/?path=/trends/")["type"] == "other"


def test_an_address_says_where_something_went(client):
    place, piece = make_institution("Tidal Museum"), make_article("Piece")
    piece.institutions.set([place])
    piece.save()
    place.slug = "tides"
    place.save()
    Redirect.objects.create(old_path="/old", redirect_page=piece)
    Redirect.objects.create(old_path="/2009/tides.html", redirect_link="https://tides.example/", is_permanent=False)
    moved = get("addresses/by-path/?path=/institutions/tidal-museum/")
    assert (moved["status"], moved["location"]) == (301, "http://testserver/institutions/tides/")
    assert get("addresses/by-path/?path=/old/")["location"] == "http://testserver/features/piece/"
    elsewhere = get("addresses/by-path/?path=/2009/tides.html")
    assert (elsewhere["status"], elsewhere["location"]) == (302, "https://tides.example/")
    piece.unpublish()
    assert get("addresses/by-path/?path=/features/piece/")["status"] == 410
    assert client.get(f"{API}addresses/by-path/?path=/never/").status_code == 404


@pytest.mark.parametrize(
    "path", ["//", "/a//b/", "/%25/", "/é/ü/", "/..%2F..%2F/", "/" + "a/" * 400, "/admin/", "/x y/"]
)
def test_an_address_that_nobody_has_is_not_found(client, path):
    make_site()
    answer = client.get(f"{API}addresses/by-path/?path={path}")
    assert answer.status_code == 404 or answer.json()["type"] == "front page"


@pytest.mark.parametrize("query", ["%22", "%E2%80%9C", "a%22b", "-", "%25", "*", "%22science center%22", "a" * 200])
def test_no_query_is_an_error(client, query):
    make_article("A science center")
    rebuild()
    answer = client.get(f"{API}search/?q={query}")
    assert answer.status_code == 200
    if "science" in query:
        assert [one["title"] for one in answer.json()["items"]] == ["A science center"]


def test_sitemap_names_the_same_addresses_as_the_site(client, magazine):
    parts = get("sitemap/")["items"]
    paths = [one["path"] for part in parts for one in client.get(part["url"]).json()["items"]]
    assert magazine.url in paths
    assert "/institutions/tidal-museum/" in paths
    xml = "".join(client.get(f"/sitemap-{part['name']}.xml").content.decode() for part in parts)
    assert all(f"<loc>http://testserver{path}</loc>" in xml for path in paths)
    assert xml.count("<loc>") == len(paths)
    dated = [one for part in parts for one in client.get(part["url"]).json()["items"] if one["path"] == magazine.url]
    assert json.dumps(dated[0]["lastmod"]).startswith('"20')
