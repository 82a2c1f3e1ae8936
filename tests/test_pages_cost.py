"""The query count of lists does not grow with the number of articles."""

import gzip
import re
from collections.abc import Iterable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import ArticlePage
from base.stylesheet import stylesheet
from home.models import Pick
from tests.factories import (
    DAY,
    make_archived_article,
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_issue,
    make_section,
    make_site,
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
MOST_QUERIES_OF_A_PAGE = 12


def make_articles(numbers: Iterable[int]) -> None:
    """Create articles with everything that a card shows, each with its own author and image."""
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
    assert queries_of(client, many.url) <= queries_of(client, few.url)


def make_magazine() -> ArticlePage:
    """Return an article with everything that one can have, in a magazine with everything around it."""
    trends = [make_trend(f"Trend {number}") for number in range(6)]
    museums = [make_institution(f"Museum {number}") for number in range(10)]
    people = [
        make_contributor(f"Author of {museum}", institution=museum, portrait=make_image(), biography="Swims.")
        for museum in museums
    ]
    for title in ("Features", "News", "Reviews"):
        for picture in (None, make_image()):
            make_article(section=make_section(title), authors=people[:3], trends=trends, lead_image=picture)
    soon = timezone.now() + DAY
    article = make_article(
        "All of it",
        authors=people,
        trends=trends,
        lead_image=make_image(),
        kind="event",
        event_starts_at=soon,
        event_ends_at=soon + DAY,
        revised_at=timezone.now(),
        body=rich_body(ArticlePage.objects.first()),
    )
    article.institutions.set(museums[:3])
    article.save_revision().publish()
    issue = make_issue(months=(timezone.localdate().month + 1) // 2, cover=make_image())
    for _ in range(7):
        make_archived_article(issue=issue, authors=people[:2], trends=trends)
    home = make_site()
    home.lead_article = article
    home.picks.add(*[Pick(article=found) for found in ArticlePage.objects.all()[:3]])
    home.save_revision().publish()
    return article


def rich_body(other: ArticlePage) -> list[tuple[str, object]]:
    """Return blocks with pictures, links and another article."""
    picture = {"image": make_image(), "caption": "Low water"}
    return [
        ("text", f'<p>Read <a linktype="page" id="{other.pk}">this</a> first.</p>'),
        ("gallery", {"title": "Tides", "items": [picture, {**picture, "image": make_image()}]}),
        ("related_article", {"article": other, "note": "More of it."}),
    ]


@pytest.mark.django_db
def test_no_page_asks_the_database_more_than_twelve_questions(client):
    article = make_magazine()
    for path in (article.url, "/", "/features/", "/trends/trend-0/", "/kinds/analysis/"):
        assert queries_of(client, path) <= MOST_QUERIES_OF_A_PAGE, path
    for name in ("rss.xml", "atom.xml", "feed.json"):
        # One more for tombstones.
        assert queries_of(client, f"/feeds/sections/features/{name}") <= MOST_QUERIES_OF_A_PAGE + 1


@pytest.mark.django_db
def test_a_gated_article_asks_no_more_for_a_guest(client):
    article = make_magazine()
    article.access = "members"
    article.save_revision().publish()
    assert queries_of(client, article.url) <= MOST_QUERIES_OF_A_PAGE


@pytest.mark.django_db
def test_an_article_is_small(client):
    make_section()
    html = client.get(make_article(text="<p>Word after word.</p>" * 300).url).content
    assert len(gzip.compress(html)) + len(gzip.compress(stylesheet().encode())) < 25_000


@pytest.mark.django_db
def test_statistics_do_not_lead_sqlite_through_all_pages():
    """It takes them for a reason to look at all pages, for each page, when none is restricted."""
    make_magazine()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = ArticlePage.objects.published().explain()
    assert "SCAN restriction" in plan
    assert "SCAN above" not in plan


API_LISTS = (
    "sections", "issues", "archived-articles", "contributors", "institutions", "events", "corrections", "information",
    "trends", "front-page", "navigation",
)  # fmt: skip
# Tables with a row for each article, or several.
LARGE = {"wagtailcore_page", "articles_articlepage", "articles_credit", "articles_articletrend"}


def walks_through_everything(query: str) -> set[str]:
    """Return the large tables that a query reads from end to end; with a limit it stops where it has enough."""
    if not query.startswith("SELECT") or re.search(r"LIMIT \d+$", query):
        return set()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        steps = [row[-1].split() for row in cursor.fetchall()]
    names = {alias: table for table, alias in re.findall(r'"(\w+)" ([A-Z]\d+)\b', query)}
    return {names.get(step[1], step[1]) for step in steps if step[0] == "SCAN"}.intersection(LARGE)


@pytest.mark.django_db
def test_no_list_goes_through_the_whole_magazine(client):
    article = make_magazine()
    person = article.credits.first().contributor
    paths = [article.url, "/", "/features/", "/trends/trend-0/", "/kinds/analysis/", "/kinds/events/"]
    paths += [person.get_absolute_url(), "/contributors/", "/institutions/", "/feeds/", "/feeds/rss.xml"]
    paths += ["/sitemap.xml", f"/sitemap-{article.published_at.year}.xml", "/sitemap-lists.xml"]
    paths += [f"/api/v3/{name}/" for name in API_LISTS]
    for path in paths:
        assert client.get(path).status_code == 200, path
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        for query in captured.captured_queries:
            assert not walks_through_everything(query["sql"]), f"{path}: {query['sql']}"
