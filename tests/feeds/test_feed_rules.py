"""Every announced feed keeps to its specification, empty or full of hostile titles, and nothing of it is lost."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.utils import timezone
from lxml import etree

from articles.models import ArticlePage
from members.models import Access
from tests.factories import (
    make_archive,
    make_archived_article,
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_issue,
    make_section,
    make_trend,
)
from tests.feeds.rules import atom_findings, json_findings, rss_findings

pytestmark = pytest.mark.django_db
HOSTILE = [
    "<script>alert(1)</script> & <b>bold</b>",
    "]]> <![CDATA[ ]]>",
    "موسيقى الليل",
    "🎻 Night 🌙 of the museums",
    "&amp; &lt;p&gt; &#128512;",
    "  spaces \t around ",
    "A “quote” — and a 'prime'",
    "x" * 250,
]


def make_hostile_magazine() -> None:
    """A magazine in which every name breaks careless serializers."""
    section, image = make_section("Features & <more>"), make_image()
    trend, person = make_trend("R&D <labs> ]]>"), make_contributor("Ana <i>Duarte</i> 🎻")
    place = make_institution("Museum & <Sons>")
    for number, title in enumerate(HOSTILE):
        access = Access.MEMBERS if number % 3 == 0 else Access.OPEN
        article = make_article(
            title, section=section, authors=[person], trends=[trend], lead_image=image, deck=title, access=access,
            slug=f"piece-{number}", published_at=timezone.now() - timedelta(days=number * 20),
        )  # fmt: skip
        article.institutions.set([place])
        article.save()
    make_article("Gone <b>").unpublish()
    make_issue("Issue <i>&</i>", cover=image)
    make_archived_article("Two & three")


def announced(client: Any) -> list[str]:
    """Return the folders of all feeds that the file of them names."""
    opml = etree.fromstring(client.get("/feeds/all.opml").content)
    return [url.removeprefix("http://testserver").removesuffix("rss.xml") for url in opml.xpath("//@xmlUrl")]


def findings(client: Any, folder: str) -> Iterator[str]:
    """Yield the violations in a feed of any format, and in its archive documents."""
    seen: list[str] = [f"{folder}rss.xml", f"{folder}atom.xml", f"{folder}feed.json"]
    for path in seen:
        answer = client.get(path)
        assert answer.status_code == 200, path
        yield from (f"{path}: {finding}" for finding in _findings(path, answer.content))
        if (previous := _previous(path, answer.content)) and previous not in seen:
            seen.append(previous)


def _findings(path: str, content: bytes) -> Iterator[str]:
    if path.endswith("feed.json"):
        return json_findings(json.loads(content))
    return rss_findings(content) if path.endswith("rss.xml") else atom_findings(content)


def _previous(path: str, content: bytes) -> str:
    if path.endswith("feed.json"):
        url = json.loads(content).get("next_url", "")
    else:
        found = etree.fromstring(content).xpath("//*[local-name()='link'][@rel='prev-archive']/@href")
        url = found[0] if found else ""
    return str(url).removeprefix("http://testserver")


def test_no_announced_feed_has_a_finding(client, settings):
    settings.WEBSUB_HUB = "https://hub.example/"
    make_hostile_magazine()
    folders = announced(client)
    assert len(folders) >= 8
    assert [finding for folder in folders for finding in findings(client, folder)] == []


def test_no_empty_feed_has_a_finding(client):
    make_section()
    make_archive()
    folders = announced(client)
    assert {"/feeds/", "/corrections/", "/feeds/issues/"} <= set(folders)
    assert [finding for folder in folders for finding in findings(client, folder)] == []


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_what_a_reader_reads_back_is_what_was_written(client, name):
    make_hostile_magazine()
    written = {article.public_id.urn: article.title.strip() for article in ArticlePage.objects.live()}
    read, path = {}, f"/feeds/{name}"
    while path:
        content = client.get(path).content
        read |= {entry.id: entry for entry in feedparser.parse(content).entries}
        path = _previous(path, content)
    assert set(read) == set(written)
    for key, entry in read.items():
        # RSS does not define whether a title is text or markup, so programs guess.
        if entry.title_detail.type == "text/plain":
            assert entry.title == written[key]
        else:
            assert (name, "<" in written[key] or "&" in written[key]) == ("rss.xml", True)


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (lambda text: text.replace("<id>urn", "<id>"), "two|id"),
        (lambda text: text.replace("</updated>", "x</updated>"), "updated"),
        (lambda text: text.replace("<title>", "<titel>").replace("</title>", "</titel>"), "titel"),
    ],
)
def test_the_rules_find_something(client, broken, expected):
    make_article("Tides")
    content = broken(client.get("/feeds/atom.xml").content.decode()).encode()
    assert list(atom_findings(content)), expected
