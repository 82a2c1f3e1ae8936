"""A list that holds more articles asks the database no more questions."""

import gzip
from collections.abc import Iterable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from base.assets import stylesheet
from tests.factories import (
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_section,
    make_trend,
)

LISTS = [
    "/",
    "/features/",
    "/trends/co-design/",
    "/contributors/ana-duarte/",
    "/contributors/",
    "/search/?q=museum",
]
MOST_QUERIES_OF_AN_ARTICLE = 32


def make_articles(numbers: Iterable[int]) -> None:
    """Give articles with everything that a card shows; each has an author and a picture of its own."""
    trends = [make_trend("Co-design"), make_trend("Outreach")]
    for number in numbers:
        people = [make_contributor("Ana Duarte"), make_contributor(f"Author {number}", portrait=make_image())]
        make_article(authors=people, trends=trends, lead_image=make_image())


def queries_of(client: Client, path: str) -> int:
    assert client.get(path).status_code == 200  # the first visit makes the pictures
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize("path", LISTS)
def test_twelve_articles_cost_no_more_than_two(client, path):
    make_articles(range(2))
    few = queries_of(client, path)
    make_articles(range(2, 12))
    assert queries_of(client, path) <= few


@pytest.mark.django_db
def test_an_article_costs_no_more_with_many_credits(client):
    trends = [make_trend("Co-design")]
    museums = [make_institution(f"Museum {number}") for number in range(10)]
    people = [make_contributor(f"Author of {museum}", institution=museum) for museum in museums]
    few, many = make_article(authors=people[:2], trends=trends), make_article(authors=people, trends=trends)
    assert queries_of(client, many.url) <= queries_of(client, few.url) <= MOST_QUERIES_OF_AN_ARTICLE


@pytest.mark.django_db
def test_an_article_is_small(client):
    make_section()
    html = client.get(make_article(text="<p>Word after word.</p>" * 300).url).content
    assert len(gzip.compress(html)) + len(gzip.compress(stylesheet().encode())) < 25_000
