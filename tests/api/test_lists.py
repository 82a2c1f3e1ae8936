"""Common behaviour of all lists: stable pagination, fields, orders, filters and query counts."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Correction, Trend
from articles.vocabulary.merge import merge
from home.models import InformationPage
from members.models import Access
from tests.api.conftest import items, sentence, titles
from tests.bodies import SMALL
from tests.factories import (
    DAY,
    make_archived_article,
    make_article,
    make_contributor,
    make_dossier,
    make_image,
    make_institution,
    make_issue,
    make_section,
    make_site,
    make_trend,
)

pytestmark = pytest.mark.django_db
API = "/api/v3/"
LISTS = (
    "articles", "sections", "trends", "contributors", "institutions", "events?when=all", "corrections", "dossiers",
    "information", "issues", "archived-articles",
)  # fmt: skip


def address(name: str, **query: object) -> str:
    """Return the URL of a list with further parameters."""
    name, _mark, given = name.partition("?")
    asked = "&".join([*filter(None, [given]), *(f"{key}={value}" for key, value in query.items())])
    return f"{API}{name}/?{asked}"


def publish(number: int) -> None:
    """Add an object to every list."""
    start = timezone.now() + number * DAY
    place = make_institution(f"Museum {number}")
    ana = make_contributor(f"Ana {number}", portrait=make_image(size=SMALL), institution=place)
    trend = make_trend(f"Trend {number}")
    article = make_article(
        f"Piece {number}",
        section=make_section(f"Section {number}"),
        authors=[ana],
        trends=[trend],
        lead_image=make_image(f"Lead {number}", size=SMALL),
        kind="event",
        event_starts_at=start,
        event_ends_at=start,
        institutions=[place],
    )
    Correction.objects.create(article=article, wrong="One.", right="Two.")
    make_dossier(f"Dossier {number}", articles=[article])
    make_site().add_child(instance=InformationPage(title=f"Page {number}", slug=f"page-{number}"))
    issue = make_issue(f"Issue {number}", year=2000 + number, cover=make_image(f"Cover {number}", size=SMALL))
    make_archived_article(f"Old {number}", issue=issue, authors=[ana], trends=[trend])


def identifiers(answer) -> list[str]:
    return [str(item.get("id") or item.get("anchor")) for item in answer["items"]]


def test_pages_of_every_list_follow_each_other(client):
    for number in range(5):
        publish(number)
    for name in LISTS:
        whole = client.get(address(name, limit=100)).json()
        assert whole["next"] is None, name
        assert whole["count"] == len(whole["items"]) >= 5, name
        answer = client.get(address(name, limit=2)).json()
        found = identifiers(answer)
        while answer["next"]:
            answer = client.get(answer["next"]).json()
            assert answer["count"] is None
            found += identifiers(answer)
        assert found == identifiers(whole), name


def test_every_list_costs_the_same_however_long_it_is(client, django_assert_num_queries, django_assert_max_num_queries):
    for number in range(8):
        publish(number)
    for name in LISTS:
        client.get(address(name, limit=100))  # makes the renditions
        with django_assert_max_num_queries(12) as short:
            assert len(client.get(address(name, limit=2)).json()["items"]) == 2
        with django_assert_num_queries(len(short)):
            assert len(client.get(address(name, limit=100)).json()["items"]) >= 8, name


@pytest.mark.parametrize("ordering", ["-published_at", "published_at"])
def test_nothing_is_repeated_or_left_out_while_articles_arrive(client, ordering):
    moment = timezone.now() - DAY
    for number in range(5):
        make_article(f"No. {number}", published_at=moment - number // 2 * DAY)
    answer = client.get(f"{API}articles/?limit=2&ordering={ordering}").json()
    found = [item["title"] for item in answer["items"]]
    make_article("News", published_at=timezone.now())
    make_article("Found in a drawer", published_at=moment - 30 * DAY)
    while answer["next"]:
        answer = client.get(answer["next"]).json()
        found += [item["title"] for item in answer["items"]]
    old = [title for title in found if title.startswith("No.")]
    assert sorted(old) == [f"No. {number}" for number in range(5)]
    assert len(found) == len(set(found))


def test_a_cursor_is_of_one_list_and_ordering(client):
    for _ in range(3):
        make_article()
    following = client.get(f"{API}articles/?limit=1").json()["next"]
    for wrong in (f"{following}&ordering=published_at", following.replace("/articles/", "/events/")):
        answer = client.get(wrong)
        assert answer.status_code == 422
        assert "is no place in this list" in sentence(answer)


def test_only_the_fields_that_were_asked_for(client):
    make_article("First")
    [item] = items(client.get(f"{API}articles/?fields=title,section"))
    assert list(item) == ["title", "section"]
    assert item["section"]["title"] == "Features"


@pytest.mark.parametrize("name", LISTS)
def test_a_field_that_there_is_not_is_named(client, name):
    answer = client.get(address(name, fields="title,headline"))
    assert answer.status_code == 422
    assert "There is no field “headline”. There are:" in sentence(answer)


def test_lists_come_in_other_orders(client):
    for name in ("Bo", "Ana", "Cid"):
        make_article(f"By {name}", authors=[make_contributor(name)])
    people = items(client.get(f"{API}contributors/?ordering=-name"))
    assert [one["name"] for one in people] == ["Cid", "Bo", "Ana"]
    assert titles(client.get(f"{API}articles/?ordering=published_at")) == ["By Cid", "By Ana", "By Bo"]
    assert client.get(f"{API}articles/?ordering=title").status_code == 422


@pytest.fixture
def shelf():
    """Articles that differ in their combinations of filters."""
    play, design = make_trend("Play"), make_trend("Co-design")
    ana, bo = make_contributor("Ana"), make_contributor("Bo")
    museum = make_institution()
    when = {"published_at": dt.datetime(2019, 5, 1, tzinfo=dt.UTC)}
    make_article("Both", trends=[play, design], authors=[ana, bo], institutions=[museum])
    make_article("Play", trends=[play], authors=[ana], access=Access.MEMBERS)
    make_article("Old", trends=[design], authors=[bo], kind="event", **when)


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("trend=play", ["Both", "Play"]),
        ("trend=play,co-design", ["Both"]),
        ("trend=co-design,co-design", ["Both", "Old"]),
        ("contributor=ana,bo", ["Both"]),
        ("institution=tidal-museum", ["Both"]),
        ("year=2019", ["Old"]),
        ("year=2018", []),
        ("kind=event", ["Old"]),
        ("kind=events", ["Old"]),
        ("gated=true", ["Play"]),
        ("gated=false", ["Both", "Old"]),
        ("gated=false&trend=play&section=features", ["Both"]),
    ],
)
def test_filters_combine_as_those_of_the_search(client, query, found):
    assert titles(client.get(f"{API}articles/?{query}")) == found


def test_a_gate_that_opens_by_itself_counts_as_open_from_then_on(client):
    make_article("Opened", access=Access.MEMBERS, gated_until=timezone.now() - DAY)
    make_article("Closed", access=Access.MEMBERS, gated_until=timezone.now() + DAY)
    assert titles(client.get(f"{API}articles/?gated=false")) == ["Opened"]
    assert titles(client.get(f"{API}articles/?gated=true")) == ["Closed"]


def test_archived_articles_are_narrowed_by_year_gate_and_all_of_several_trends(client):
    play, design = make_trend("Play"), make_trend("Co-design")
    make_archived_article("Both", issue=make_issue(year=2018), trends=[play, design])
    make_archived_article("One", issue=make_issue(year=2019), trends=[play], access="open")
    assert titles(client.get(f"{API}archived-articles/?trend=play,co-design")) == ["Both"]
    assert titles(client.get(f"{API}archived-articles/?year=2019&gated=false")) == ["One"]
    assert titles(client.get(f"{API}archived-articles/?year=2019&gated=true")) == []


def test_a_trend_that_was_merged_leads_to_the_one_that_it_became(client):
    old, kept = make_trend("Citizen science"), make_trend("Community science")
    make_article("About it", trends=[old])
    merge(old, kept)
    assert not Trend.objects.filter(slug="citizen-science").exists()
    assert titles(client.get(f"{API}articles/?trend=citizen-science")) == ["About it"]
    assert client.get(f"{API}trends/citizen-science/").json()["slug"] == "community-science"


def test_a_renamed_contributor_is_found_by_the_former_slug(client):
    ana = make_contributor("Ana Duarte")
    make_article("Hers", authors=[ana])
    ana.slug = "ana-d"
    ana.save()
    assert titles(client.get(f"{API}articles/?contributor=ana-duarte")) == ["Hers"]
    assert client.get(f"{API}contributors/ana-duarte/").json()["slug"] == "ana-d"
    assert client.get(f"{API}contributors/nobody/").status_code == 404
