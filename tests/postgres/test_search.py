"""What a search finds on PostgreSQL."""

from pathlib import Path

from tests.postgres.shell import printed_beside_postgresql

SEARCH = """
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend
from wagtail.search.backends import get_search_backend
from articles.models import ArticlePage
from search import indexing
from search.backends.postgresql import by_index
from tests.factories import make_article

setup_test_environment()
for number in range(7):
    make_article(f"Tide {'and time ' * (number % 4)}{number}")
call_command("update_index", verbosity=0)
articles = ArticlePage.objects.live()
wagtails, ours = PostgresSearchBackend({"SEARCH_CONFIG": "dimensions"}), get_search_backend()
found = list(ours.search("tide", articles))
print(len(found), found == list(wagtails.search("tide", articles)))
print(list(ours.autocomplete("ti", articles)[2:4]) == list(wagtails.autocomplete("ti", articles))[2:4])

results = ours.search("tide", articles)
compiler = results.query_compiler
with by_index():
    print("dimensions_whole_entry" in compiler.everything(compiler.get_config(ours)).explain())

indexing.MOST_RANKED = 2
page = Client(headers={"host": "localhost"}).get("/search/", {"q": "tide"})
print([row.title for row in page.context["rows"]], page.context["total"])

ours.add(make_article("?!", slug="silent"))
norms = dict(ours.get_index_for_model(ArticlePage).entries.values_list("title_text", "title_norm"))
print(norms["Tide 0"] > 1 > norms["Tide and time and time and time 3"], norms["?!"])
"""


def test_the_order_is_wagtails_and_of_very_many_the_latest_are_ranked(tmp_path: Path):
    answers = printed_beside_postgresql(SEARCH, tmp_path)
    assert answers == [
        "7 True",
        "True",
        "True",
        "['Tide and time and time 6', 'Tide and time 5'] 7",
        "True 1.0",
    ]
