"""Search results follow what happens to articles, and their order is Wagtail's."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.backends.database.sqlite import sqlite
from wagtail.search.backends import get_search_backend

from articles.models import ArticlePage
from search import indexing
from search.backends.sqlite import Index
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def found(client, words: str) -> list[str]:
    return [row.title for row in client.get("/search/", {"q": words}).context["rows"]]


def norms() -> dict[str, float]:
    entries = get_search_backend().get_index_for_model(ArticlePage).entries
    return dict(entries.exclude(title="").values_list("title", "title_norm"))


def test_an_article_is_found_from_publication_until_it_is_withdrawn(client):
    article = make_article("Lighthouse")
    assert found(client, "lighthouse") == ["Lighthouse"]

    article.title = "Harbour"
    article.save_revision()
    assert found(client, "harbour") == []
    article.get_latest_revision().publish()
    assert found(client, "lighthouse") == []
    assert found(client, "harbour") == ["Harbour"]

    ArticlePage.objects.get().unpublish()
    assert found(client, "harbour") == []


def test_nothing_is_found_of_an_article_that_was_deleted(client):
    make_article("Lighthouse").delete()
    assert found(client, "lighthouse") == []
    assert "Lighthouse" not in norms()


def test_the_shorter_title_comes_first(client):
    make_article("Tide tables, redrawn by those who had waited longest at the door")
    make_article("Tide tables")
    make_article("Tide tables, redrawn by visitors")
    assert [len(title) for title in found(client, "tide tables")] == [11, 32, 64]


def test_a_title_that_was_changed_weighs_anew():
    make_article("Waves")
    article = make_article("Tide")
    article.title = "Tide tables, redrawn by those who had waited longest at the door"
    article.save_revision().publish()
    kept = norms()
    assert "Tide" not in kept
    assert kept[article.title] < 1 < kept["Waves"]


def test_it_orders_as_wagtail_does(client):
    for number in range(12):
        make_article(f"Tide {'and table ' * (number % 5)}{number}", deck="Tide. " * (number % 4))
    call_command("update_index", verbosity=0)
    ours = found(client, "tide")
    wagtails = sqlite.SQLiteSearchBackend({})
    wagtails.reset_indexes()
    wagtails.add_bulk(ArticlePage, list(ArticlePage.objects.all()))
    wagtails.get_index_for_model(ArticlePage)._refresh_title_norms(full=True)
    articles = ArticlePage.objects.live()
    assert [article.title for article in wagtails.search("tide", articles)] == ours

    as_typed = get_search_backend().autocomplete("ta", articles)
    assert list(as_typed) == list(wagtails.autocomplete("ta", articles))
    assert list(as_typed[3:5]) == list(as_typed)[3:5]


def test_the_index_is_asked_for_ranks_once_however_much_is_found(client):
    for number in range(3):
        make_article(f"Tide {number}")
    with CaptureQueriesContext(connection) as queries:
        assert len(found(client, "tide")) == 3
    ranking = [query["sql"] for query in queries if "bm25" in query["sql"]]
    assert len(ranking) == 1
    assert ranking[0].startswith("SELECT ((bm25"), "in a subquery it is done for every page that is found"


def test_the_mean_title_is_one_of_the_newest(monkeypatch):
    monkeypatch.setattr(indexing, "SAMPLE", 2)
    for title in ("A title that is much longer than both of the others", "Tides", "Waves"):
        make_article(title, section=None)
    index = get_search_backend().get_index_for_model(ArticlePage)
    assert isinstance(index, Index)
    assert indexing.mean_title_length(index.entries) == 5


def test_an_article_is_written_into_the_index_at_once():
    article = make_article()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        get_search_backend().add(article)
    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert len(written) == 1


def test_of_very_many_the_latest_are_ranked_and_all_are_counted(client, monkeypatch):
    monkeypatch.setattr(indexing, "MOST_RANKED", 2)
    for number in range(3):
        make_article(f"Tide {'and time ' * number}{number}")
    page = client.get("/search/", {"q": "tide"})
    assert [row.title for row in page.context["rows"]] == ["Tide and time 1", "Tide and time and time 2"]
    assert page.context["total"] == 3
    assert not client.get("/search/", {"q": "tide", "page": "2"}).context["has_next"]
