"""A feed reader in JavaScript parses the feeds as they are meant."""

import json
from typing import Any

import pytest
from django.test import RequestFactory

from articles.feeds.entries import make_entries
from articles.feeds.formats.feed import Entry
from articles.models import ArticlePage
from tests.feeds.test_feed_rules import _previous, announced, make_hostile_magazine
from tests.javascript.programs import run_script

pytestmark = pytest.mark.django_db
NAMES = {"rss.xml": "rss", "atom.xml": "atom", "feed.json": "json"}


def documents(client: Any, path: str) -> list[str]:
    """Return a feed and all documents before it."""
    found = []
    while path:
        content = client.get(path).content
        found.append(content.decode())
        path = _previous(path, content)
    return found


def written(entry: Entry) -> dict[str, Any]:
    """Return the data of an entry in every format."""
    return {
        "title": entry.title.strip(),
        "url": entry.url,
        "summary": entry.summary.strip(),
        "html": entry.html.strip(),
        "published": entry.published.replace(microsecond=0).timestamp(),
        "authors": [credit.name for credit in entry.byline],
        "tags": [category.term for category in entry.categories],
        "picture": entry.picture.url if entry.picture else None,
    }


def read(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the same of what the app has read."""
    picture = entry.get("picture")
    texts = {name: entry[name].strip() for name in ("title", "summary", "html")}
    told = {name: entry[name] for name in ("url", "authors", "tags")}
    return told | texts | {"published": entry["published"] // 1, "picture": picture and picture["url"]}


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_read_back(client, name):
    make_hostile_magazine()
    request = RequestFactory().get("/feeds/")
    entries = make_entries(ArticlePage.objects.newest_first().values_list("pk", flat=True), request)
    found = run_script("read_feeds.mjs", documents(client, f"/feeds/{name}"))
    assert {document["format"] for document in found} == {NAMES[name]}
    items = {entry["id"]: entry for document in found for entry in document["entries"]}
    assert {key: read(entry) for key, entry in items.items()} == {entry.id: written(entry) for entry in entries}
    if name != "rss.xml":
        assert {key: entry["updated"] // 1 for key, entry in items.items()} == {
            entry.id: entry.changed.replace(microsecond=0).timestamp() for entry in entries
        }
    if name != "feed.json":
        pictures = {entry.id: entry.picture for entry in entries if entry.picture}
        assert pictures
        for key, picture in pictures.items():
            assert items[key]["picture"] == {
                "url": picture.url, "width": picture.width, "height": picture.height, "alt": picture.alt
            }  # fmt: skip


def test_every_announced_feed_is_read(client):
    make_hostile_magazine()
    texts = [client.get(folder + name).content.decode() for folder in announced(client) for name in NAMES]
    found = run_script("read_feeds.mjs", texts)
    assert len(found) >= 24
    assert all(document["title"] for document in found)
    assert [len(document["entries"]) for document in found] == [entry_count(text) for text in texts]


def entry_count(text: str) -> int:
    if text.startswith("{"):
        return len(json.loads(text)["items"])
    return text.count("<item>") + text.count("<entry>")
