"""The results page: filters, excerpts, order, suggestions, pins, and counts."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from articles.trends.tasks import count_trends
from members.models import Access
from search.finding.find import Scope, find_typed
from search.indexing import entries
from search.models import MissedQuery, SynonymGroup
from tests.factories import (
    DAY,
    make_archived_article,
    make_article,
    make_contributor,
    make_issue,
    make_member,
    make_section,
    make_trend,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine():
    tides, night = make_trend("Tides"), make_trend("Evenings")
    ana = make_contributor("Ana Duarte")
    now = timezone.now()
    make_article("Quay at noon", trends=[tides], authors=[ana], published_at=now - 400 * DAY, text="<p>Quay.</p>")
    make_article("Quay at dusk", trends=[tides, night], section=make_section("Research"), published_at=now - 2 * DAY)
    make_article("Quay kept", access=Access.MEMBERS, published_at=now - 30 * DAY, text="<p>A vivacious canary.</p>")


def page(client, **given):
    return BeautifulSoup(client.get("/search/", given).content, "html.parser")


def titles(client, **given):
    return [row.plain_title for row in client.get("/search/", given).context["rows"]]


def facet_values(client, label, **given):
    groups = {str(found.label): found for found in client.get("/search/", given).context["facet_groups"]}
    return {value.label: value for value in groups[label].values} if label in groups else {}


def test_filters_combine_and_can_be_taken_back(client, magazine):
    values = facet_values(client, "Trend", q="quay")
    assert {name: value.count for name, value in values.items()} == {"Tides": 2, "Evenings": 1}
    narrowed = BeautifulSoup(client.get(f"/search/{values['Tides'].url}").content, "html.parser")
    evenings = next(link["href"] for link in narrowed.select(".facet a") if link.text == "Evenings")
    assert evenings == "?q=quay&trend=tides&trend=evenings"
    answer = client.get(f"/search/{evenings}")
    assert [row.plain_title for row in answer.context["rows"]] == ["Quay at dusk"]
    assert [value.url for value in answer.context["chosen"]] == ["?q=quay&trend=evenings", "?q=quay&trend=tides"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"section": "research"}, ["Quay at dusk"]),
        ({"access": "members"}, ["Quay kept"]),
        ({"contributor": "ana-duarte"}, ["Quay at noon"]),
        ({"type": "article", "access": "open", "sort": "date"}, ["Quay at dusk", "Quay at noon"]),
        ({"sort": "date"}, ["Quay at dusk", "Quay kept", "Quay at noon"]),
        ({"year": str((timezone.localdate() - 400 * DAY).year), "trend": "tides"}, ["Quay at noon"]),
    ],
)
def test_a_filter_leaves_what_has_its_value(client, magazine, given, found):
    assert titles(client, q="quay", **given) == found


def test_filters_find_without_words(client, magazine):
    assert titles(client, trend="evenings") == ["Quay at dusk"]


def test_every_value_that_is_offered_finds_as_many_as_it_says(client, magazine):
    for found in client.get("/search/", {"q": "quay"}).context["facet_groups"]:
        for value in found.values:
            assert client.get(f"/search/{value.url}").context["total"] == value.count, value


@pytest.mark.parametrize(
    "given",
    [
        {"q": "quay", "trend": "evenings", "contributor": "ana-duarte"},
        {"q": "quay", "trend": "nowhere"},
        {"q": "noon", "section": "research"},
        {"q": "-quay"},
        {"q": '"noon quay"'},
        {"q": "quay", "page": "9"},
        {"trend": "nowhere"},
        {"q": "xqzv"},
    ],
)
def test_a_dead_end_leads_out_and_never_to_itself(client, magazine, given):
    answer = client.get("/search/", given)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("[role=status] #results")
    own = answer.wsgi_request.get_full_path()
    links = [link["href"] for link in soup.select("main a")]
    assert links
    assert own not in [f"/search/{link}" if link.startswith("?") else link for link in links]
    for way in answer.context["ways_out"]:
        assert client.get(f"/search/{way.url}").context["rows"], way


def test_a_page_after_the_last_one_says_where_the_results_end(client):
    for number in range(13):
        make_article(f"Quay {number}")
    soup = page(client, q="quay", page="99")
    assert soup.select_one("#results").text == "The results for “quay” end on page 2"
    assert [link["href"] for link in soup.select(".ways-out a")] == ["?q=quay&page=2", "?q=quay"]
    assert soup.title.text.startswith("13 results for “quay”")
    assert "Nothing found" not in soup.text


@pytest.mark.parametrize("typed", ["-quay", '-"quay at noon"', "-quay -canary"])
def test_a_query_that_only_leaves_out_is_told_that_it_needs_a_word(client, magazine, typed):
    soup = page(client, q=typed)
    assert soup.select_one("#results").text == "A search needs a word to find"
    assert f"“{typed}” only says what to leave out." in soup.text
    assert not soup.select(".ways-out a")


def test_a_filter_is_enough_for_a_query_that_only_leaves_out(client, magazine):
    assert titles(client, q="-dusk", trend="tides") == ["Quay at noon"]


def test_an_excerpt_shows_why_it_was_found(client, magazine):
    make_article("Harbour", text=f"<p>{'Sand and stone. ' * 60}The lighthouses of the coast &amp; the &lt;sea.</p>")
    text = str(page(client, q="lighthouse").select_one(".result__text"))
    assert "<mark>lighthouses</mark>" in text
    assert "…" in text
    assert "&amp; the" in text
    assert len(text) < 500


def test_a_gated_excerpt_is_shown_to_readers_of_everything_only(client, magazine):
    assert titles(client, q="canary") == []
    assert "vivacious" not in str(page(client, q="quay"))
    client.force_login(make_member())
    answer = client.get("/search/", {"q": "canary"})
    assert "A vivacious <mark>canary</mark>" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_synonyms_of_the_desk_lead_to_each_other(client, magazine):
    SynonymGroup.objects.create(words="pier, quay, landing stage")
    assert set(titles(client, q="landing stages")) == {"Quay at noon", "Quay at dusk", "Quay kept"}


def test_of_very_many_the_counts_are_estimates(client, monkeypatch):
    monkeypatch.setattr(entries, "COUNTED", 2)
    for number in range(6):
        make_article(f"Quay {number}", section=make_section("Research") if number % 2 else None)
    answer = client.get("/search/", {"q": "quay"})
    assert answer.context["total"] == 6
    assert answer.context["results"].found.is_estimated
    assert "about" in answer.content.decode()


def test_the_best_come_first_and_then_all_others(client, monkeypatch):
    monkeypatch.setattr(entries, "RANKED", 3)
    for number in range(15):
        make_article(f"Quay {number}")
    first, second = titles(client, q="quay"), titles(client, q="quay", page="2")
    assert len({*first, *second}) == 15


def test_suggestions_are_names_and_titles_that_begin_so(client, magazine):
    def suggested(typed):
        return [
            (one["title"], one["url"]) for one in client.get("/search/suggest/", {"q": typed}).json()["suggestions"]
        ]

    assert suggested("dua")[0] == ("Ana Duarte", "/contributors/ana-duarte/")
    assert {title for title, _url in suggested("qua")} == {"Quay at noon", "Quay at dusk", "Quay kept"}
    assert [title for title, _url in suggested("quay at dus")] == ["Quay at dusk"]
    assert suggested("vivac") == suggested("x") == []


def test_queries_are_counted_without_those_who_ask(client, magazine):
    for _ in range(2):
        client.get("/search/", {"q": "Quay"})
        client.get("/search/", {"q": "xqzv"})
    client.get("/search/", {"q": "quay", "trend": "tides"})
    for private in ("ana@tidal.example", "+351 21 555 0199", "x" * 61):
        client.get("/search/", {"q": private})
    assert [(query.query_string, query.hits) for query in Query.objects.all()] == [("quay", 2)]
    assert list(MissedQuery.objects.values_list("query", "count")) == [("xqzv", 2)]


def test_a_pinned_page_stands_above_the_results(client, magazine):
    article = make_article("Harbour")
    query = Query.get("quay")
    SearchPromotion.objects.create(query=query, page=article, description="Begin here.")
    assert page(client, q="Quay").select_one(".result--pin a")["href"] == article.url
    article.unpublish()
    assert page(client, q="Quay").select_one(".result--pin") is None


@pytest.mark.parametrize(("group", "status"), [("Editor", 200), ("Managing editor", 200), ("Author", 302)])
def test_editors_see_what_readers_look_for(client, magazine, group, status):
    client.get("/search/", {"q": "xqzv"})
    client.get("/search/", {"q": "quay"})
    user = make_user("edda@dimensions.example")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    for address, word in (("searches-without-results", "xqzv"), ("popular-searches", "quay")):
        answer = client.get(f"/admin/reports/{address}/")
        assert answer.status_code == status
        assert status != 200 or word in answer.content.decode()
    assert client.get("/admin/search_synonyms/").status_code == status


def test_the_page_without_a_query_shows_trends(client, magazine):
    count_trends()
    assert "/trends/tides/" in [link["href"] for link in page(client).select("main a")]


def test_an_issue_is_found_by_its_months(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        issue = make_issue("The Power of Small", year=2019, months=2)
        make_archived_article("Two rooms", issue=issue)
    assert titles(client, q="march/april 2019")[0] == "The Power of Small"
    assert titles(client, type="archived") == ["Two rooms"]
    assert re.search("March 2019", str(page(client, q="two rooms")))
    assert date(2019, 3, 1) in [row.date for row in client.get("/search/", {"q": "two rooms"}).context["rows"]]


def test_the_cost_of_a_page_of_results(client, magazine, django_assert_max_num_queries):
    client.get("/search/", {"q": "quay"})
    with django_assert_max_num_queries(16):
        client.get("/search/", {"q": "quay", "trend": "tides"})


def test_nothing_is_asked_of_the_database_for_an_empty_query():
    assert find_typed("", Scope()).total == 0
