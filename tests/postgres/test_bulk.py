"""Articles that are made together, on PostgreSQL."""

import os
from pathlib import Path

import pytest

from tests.magazine import manage
from tests.postgres.cluster import NO_POSTGRESQL, cluster, find_postgresql

MAKE = """
import json
from articles.bulk import create_articles
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
    programs = find_postgresql()
    if not programs:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_POSTGRESQL)
    with cluster(programs) as url:

        def run(*arguments: str) -> str:
            settings = "tests.benchmarks.settings"
            return manage(*arguments, "-v", "0", data=tmp_path, settings=settings, DATABASE_URL=url).stdout

        run("migrate")
        answers = run("shell", "--command", MAKE).splitlines()
    assert answers == ["5 1", "[]", "True", "[]"]
