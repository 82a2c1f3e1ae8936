"""Articles that are made together, on PostgreSQL."""

from pathlib import Path

from tests.postgres.shell import printed_beside_postgresql

MAKE = """
import json
from tests.benchmarks.bulk_articles import create_articles
from articles.models import ArticlePage
from django.test import Client
from members.models import Access
from tests.benchmarks.magazine import Maker
from tests.bodies import every_block
from tests.consistency import inconsistencies, unlike_revision

maker = Maker()
drafts = [*maker.drafts(6)]
drafts[1].slug = drafts[0].slug
drafts[2].access = Access.MEMBERS
drafts[3].body = json.dumps(every_block(maker.sections[1]))
made = create_articles(drafts, section=maker.sections[0])
print(made.count, len(made.refused))
print(sum(map(unlike_revision, ArticlePage.objects.all()), []))
client, article = Client(headers={"host": "localhost"}), ArticlePage.objects.order_by("pk").first()
print(article.url in client.get("/search/", {"q": article.title}).content.decode())
print(inconsistencies())
"""


def test_what_is_made_together_is_consistent(tmp_path: Path):
    answers = printed_beside_postgresql(MAKE, tmp_path)
    assert answers == ["5 1", "[]", "True", "[]"]
