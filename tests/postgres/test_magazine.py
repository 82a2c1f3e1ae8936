"""The magazine on PostgreSQL, from the first start to a published article."""

import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from sample.logins import LOGINS
from tests.magazine import Magazine, serving, wait_until
from tests.postgres.cluster import NO_POSTGRESQL, cluster, find_postgresql
from tests.requirements import skip_without

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

# Whether a client sees the text of an archived article, and finds it by a word of the text alone.
IN_THE_ARCHIVE = """
from django.test import Client
from archive.models import ArchivedArticlePage
from members.models import User

article = max(ArchivedArticlePage.objects.live(), key=lambda article: len(article.text))
known = f"{article.title} {article.teaser} {[str(credit) for credit in article.credits.all()]}".lower()
words = [word for word in article.text.split() if word.isalpha() and word.islower() and word not in known]
word = max(words, key=len)
guest, member = (Client(headers={"host": "localhost"}) for _ in range(2))
member.force_login(User.objects.get(email="member@dimensions.example"))
for name, client in (("guest", guest), ("member", member)):
    text = client.get(article.url).content.decode()
    print(name, word in text, article.url in client.get("/search/", {"q": word}).content.decode())
"""
# Two transactions that do not end in the order in which they began; a reader comes between their ends.
IN_ANOTHER_ORDER = """
import threading, urllib.request
from django.db import transaction
from articles.models import ArticlePage

def feed():
    return urllib.request.urlopen("{url}/feeds/rss.xml").read().decode()

first, second = ArticlePage.objects.live().order_by("-published_at")[:2]
begun, may_end = threading.Event(), threading.Event()

def slow():
    with transaction.atomic():
        ArticlePage.objects.filter(pk=first.pk).update(title="Saved late")
        begun.set()
        may_end.wait(30)

thread = threading.Thread(target=slow)
thread.start()
begun.wait(30)
ArticlePage.objects.filter(pk=second.pk).update(title="Saved early")
between = feed()
may_end.set()
thread.join()
after = feed()
print("Saved early" in between, "Saved late" in between, "Saved early" in after, "Saved late" in after)
"""
PAGES = (
    *("/", "/trends/", "/contributors/", "/kinds/events/", "/archive/", "/archive/themes/", "/institutions/"),
    *("/passport/", "/join/", "/account/login/", "/api/v3/articles/", "/api/v3/issues/", "/feeds/atom.xml"),
)


@pytest.fixture
def magazine_on_postgresql(prepared_data: Path, tmp_path: Path) -> Iterator[Magazine]:
    """A running magazine whose database was empty; only its static files had been collected."""
    programs = find_postgresql()
    if not programs:
        skip_without(NO_POSTGRESQL)
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
    members_read_the_archive_and_guests_do_not(magazine)
    editors_have_desks_and_schedule_an_article(magazine)
    readers_find_it_once_it_is_published(magazine)
    readers_see_what_is_saved_in_whatever_order(magazine)

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
    for path in PAGES:
        assert read(magazine, path)
    assert read(magazine, "/search/?q=%00")


def members_read_the_archive_and_guests_do_not(magazine: Magazine) -> None:
    answers = magazine.manage("shell", "--verbosity", "0", "--command", IN_THE_ARCHIVE).split()
    assert answers == ["guest", "False", "False", "member", "True", "True"]


def editors_have_desks_and_schedule_an_article(magazine: Magazine) -> None:
    answers = magazine.manage("shell", "--verbosity", "0", "--command", AT_THE_DESKS).split()
    assert answers == ["200"] * sum(login.group is not None for login in LOGINS)


def readers_find_it_once_it_is_published(magazine: Magazine) -> None:
    address = "/features/evening-hours/"
    wait_until(lambda: magazine.answers(address), seconds=30, what="The publication")
    wait_until(lambda: finds(magazine, "evening hours", address), seconds=30, what="Its way into the search")
    assert feedparser.parse(read(magazine, "/feeds/rss.xml")).entries[0].link.endswith(address)


def readers_see_what_is_saved_in_whatever_order(magazine: Magazine) -> None:
    script = IN_ANOTHER_ORDER.format(url=magazine.url)
    answers = magazine.manage("shell", "--verbosity", "0", "--command", script).split()
    assert answers == ["True", "False", "True", "True"]
