"""Public pages are the same bytes for everybody, so that they can be stored."""

import pytest
from django.test import Client

from members.models import User
from tests.factories import make_article, make_contributor, make_institution, make_trend

PATHS = [
    "/", "/features/", "/features/open/", "/trends/", "/trends/co-design/", "/contributors/",
    "/contributors/ana-duarte/", "/institutions/tidal-museum/", "/kinds/events/",
    "/feeds/", "/search/?q=open", "/nowhere/",
]  # fmt: skip


@pytest.fixture
def magazine(reader):
    person = make_contributor("Ana Duarte", institution=make_institution("Tidal Museum"))
    make_article("Open", authors=[person], trends=[make_trend("Co-design")])
    return reader


@pytest.mark.parametrize("path", PATHS)
def test_nothing_on_a_page_depends_on_who_asks(magazine, path):
    answer = magazine.get(path)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert b"csrfmiddlewaretoken" not in answer.content
    assert Client().get(path, headers={"cookie": "seen=1"}).content == answer.content


def test_an_editor_gets_the_bar_and_a_reader_does_not(magazine):
    assert b"wagtail-userbar" not in magazine.get("/features/open/").content
    magazine.force_login(User.objects.create_superuser("editor@example.org", "x"))
    assert b"wagtail-userbar" in magazine.get("/features/open/").content
