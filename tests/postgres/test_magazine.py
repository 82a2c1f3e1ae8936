"""The magazine on PostgreSQL, from the first start to a published article."""

import os
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from tests.magazine import Magazine, serving, wait_until
from tests.postgres.cluster import NO_POSTGRESQL, cluster, find_postgresql

AT_THE_DESKS = """
import datetime as dt
from django.test import Client
from django.utils import timezone
from articles.models import ArticlePage, SectionPage
from members.models import User

for user in User.objects.exclude(groups=None):
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    print(client.get("/admin/").status_code)

article = ArticlePage(title="Evening hours", live=False, go_live_at=timezone.now() + dt.timedelta(seconds=2))
SectionPage.objects.get(slug="features").add_child(instance=article)
article.save_revision().publish()
"""


@pytest.fixture
def magazine_on_postgresql(prepared_data: Path, tmp_path: Path) -> Iterator[Magazine]:
    """A running magazine whose database was empty; only its static files had been collected."""
    programs = find_postgresql()
    if not programs:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_POSTGRESQL)
    data = tmp_path / "data"
    shutil.copytree(prepared_data, data, ignore=shutil.ignore_patterns("media", "*.sqlite3*"))
    with cluster(programs) as url, serving(data, DATABASE_URL=url) as running:
        yield running


def read(magazine: Magazine, path: str) -> str:
    with urllib.request.urlopen(magazine.url + path, timeout=30) as answer:
        return answer.read().decode()


def finds(magazine: Magazine, query: str, address: str) -> bool:
    return address in read(magazine, f"/search/?{urllib.parse.urlencode({'q': query})}")


def test_the_magazine_runs_on_postgresql(magazine_on_postgresql: Magazine):
    magazine = magazine_on_postgresql
    assert not list(magazine.data.glob("*.sqlite3"))

    readers_find_what_they_look_for(magazine)
    editors_have_desks_and_schedule_an_article(magazine)
    readers_find_it_once_it_is_published(magazine)

    assert "Traceback" not in magazine.log.read_text()


def readers_find_what_they_look_for(magazine: Magazine) -> None:
    flood = "/features/what-a-flood-teaches-a-ticket-desk/"
    memoriam = "in-memoriam-bertil-akesson-rowe/"
    wait_until(lambda: finds(magazine, "flood", flood), seconds=60, what="The building of the search index")
    assert flood in read(magazine, "/features/")
    assert finds(magazine, "the floods", flood)
    wait_until(lambda: finds(magazine, "Akesson", memoriam), seconds=60, what="A search without accents")
    assert finds(magazine, "ÅKESSON", memoriam)
    assert "Nothing found" in read(magazine, "/search/?q=xylophonist")
    for path in ("/", "/trends/", "/contributors/", "/kinds/events/", "/api/v3/articles/", "/feeds/atom.xml"):
        assert read(magazine, path)
    with pytest.raises(urllib.error.HTTPError, match="400"):
        read(magazine, "/search/?q=%00")


def editors_have_desks_and_schedule_an_article(magazine: Magazine) -> None:
    answers = magazine.manage("shell", "--verbosity", "0", "--command", AT_THE_DESKS).split()
    assert answers == ["200"] * 3


def readers_find_it_once_it_is_published(magazine: Magazine) -> None:
    address = "/features/evening-hours/"
    wait_until(lambda: magazine.answers(address), seconds=30, what="The publication")
    wait_until(lambda: finds(magazine, "evening hours", address), seconds=30, what="Its way into the search")
    assert feedparser.parse(read(magazine, "/feeds/rss.xml")).entries[0].link.endswith(address)
