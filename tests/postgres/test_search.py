"""The search on PostgreSQL: same results, follows publication, and never fails."""

from pathlib import Path

from tests.postgres.shell import printed_beside_postgresql

ASK = """
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import setup_test_environment
from articles.models import ArticlePage
from tests.searching.relevance import answers, score
from tests.searching.sample_text import load_sample_text
from tests.searching.test_query_strings import NASTY

setup_test_environment()
load_sample_text()
result = score(list(answers()))
print(result.is_good, result.line)

client = Client(headers={"host": "localhost"})

def status(path, **given):
    typed = {name: value.encode("utf-8", "surrogatepass") for name, value in given.items()}
    return client.get(path, typed).status_code

print({status("/search/", q=query) for query in NASTY} | {status("/search/suggest/", q=query) for query in NASTY})
print({status("/search/", q="tide", trend=query, page=query, year=query) for query in NASTY})

def titles(words):
    return [row.plain_title for row in client.get("/search/", {"q": words}).context["rows"]]

article = ArticlePage.objects.get(slug="what-a-flood-teaches-a-ticket-desk")
article.title = "Quicksilver"
article.save_revision().publish()
print(titles("quicksilvers")[:1])
article.unpublish()
print(titles("quicksilvers"))
page = client.get("/search/", {"q": "museum"})
group = next(group for group in page.context["facet_groups"] if group.label == "Type")
print(sum(value.count for value in [*group.values, *group.more]) == page.context["total"] > 50)
print([one["title"] for one in client.get("/search/suggest/", {"q": "citizen sci"}).json()["suggestions"]][:1])
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("SET LOCAL enable_seqscan = off")
    cursor.execute("EXPLAIN SELECT count(*) FROM search_searchdocument WHERE whole @@ 'museum'::tsquery")
    print("search_document_whole" in str(cursor.fetchall()))
    cursor.execute("SELECT extname FROM pg_extension ORDER BY extname")
    print(cursor.fetchall())
"""


def test_it_finds_the_same_and_fails_on_nothing(tmp_path: Path):
    good, *answers = printed_beside_postgresql(ASK, tmp_path)
    assert good.startswith("True"), good
    assert answers == [
        "{200}",
        "{200}",
        "['Quicksilver']",
        "[]",
        "True",
        "['Community science']",
        "True",
        "[('plpgsql',)]",
    ]
