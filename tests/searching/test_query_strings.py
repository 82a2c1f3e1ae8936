"""What people type into search fields: words, phrases between quotation marks, and marks without a fellow."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_site, make_user

pytestmark = pytest.mark.django_db
STRAY_MARKS = [
    '"',
    '5"',
    '"a',
    'a" b"',
    '""',
    '" "',
    "'",
    "\\",
    "(",
    "*",
    "NEAR(",
    "tide OR",
    "-tide",
    "^",
    "{",
    "a:b",
    "😀",
]


@pytest.fixture
def reader(client):
    make_site()
    make_article("A science center by the sea", deck="The tide comes in.")
    make_article("The center of the science of tides", deck="It goes out again.")
    return client


def titles(reader, query):
    html = reader.get("/search/", {"q": query}).content.decode()
    return {title for title in ("A science center by the sea", "The center of the science of tides") if title in html}


@pytest.mark.parametrize("query", STRAY_MARKS)
def test_a_stray_mark_is_no_error(reader, query):
    assert reader.get("/search/", {"q": query}).status_code == 200


@pytest.mark.parametrize(
    "query", ['"science center"', "“science center”", "„science center“", "«science center»", 'sea "science center"']
)
def test_quotation_marks_of_any_kind_make_a_phrase(reader, query):
    assert titles(reader, query) == {"A science center by the sea"}


@pytest.mark.parametrize("query", ["science center", 'science center"', 'science "center'])
def test_words_are_found_wherever_they_stand(reader, query):
    assert titles(reader, query) == {"A science center by the sea", "The center of the science of tides"}


@pytest.mark.parametrize("query", ['"', '5"'])
@pytest.mark.parametrize(
    "address",
    ["wagtailadmin_pages:search", "wagtailimages:index", "wagtaildocs:index", "wagtailadmin_choose_page_search"],
)
def test_a_stray_mark_is_no_error_in_the_desk(client, address, query):
    make_site()
    client.force_login(make_user(is_superuser=True))
    assert client.get(reverse(address), {"q": query}).status_code == 200
