"""All renditions of images exist before somebody looks at them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import TestCase

from tests.bodies import every_block
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_issue,
)

pytestmark = pytest.mark.django_db


def files() -> set[Path]:
    folders = (Path(settings.MEDIA_ROOT), Path(settings.GATED_ROOT))
    return {file for folder in folders for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def pages():
    """The URLs of all pages with images; the worker's tasks are done."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        author = make_contributor("Ana Duarte", portrait=make_image("Ana"))
        garden = make_institution("Garden of Tides", logo=make_image("Logo"))
        newest = make_article("Dunes", lead_image=make_image("Lead story"))
        article = make_article("Tides", lead_image=make_image("Lead"), body=every_block(newest), authors=[author])
        article.institutions.add(garden)
        issue = make_issue(cover=make_image("Cover"))
        archived = make_archived_article(issue=issue)
    on_site = [page.url for page in (article, article.get_parent(), issue, issue.get_parent(), archived)]
    people = [author.get_absolute_url(), garden.get_absolute_url(), "/contributors/"]
    feeds = [f"/feeds/{name}" for name in ("rss.xml", "atom.xml", "feed.json")]
    return ["/", *on_site, *people, *feeds, f"/api/v3/articles/{article.public_id}/", "/api/v3/issues/"]


def test_no_reader_waits_for_a_picture(client, pages):
    made = {}
    for address in pages:
        before = files()
        answer = client.get(address)
        assert answer.status_code == 200, address
        made[address] = files() - before
    assert {address: new for address, new in made.items() if new} == {}
