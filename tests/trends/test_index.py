"""The index of trends: small lines, what rises, and what a reader may know of that."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import TrendFigures
from articles.trends.tasks import count_trends, count_when_month_begins
from base.drawing.sparkline import sparkline
from base.pages.signals import pages_changed
from tests.factories import DAY, make_archived_article, make_article, make_issue, make_trend

pytestmark = pytest.mark.django_db


def months_ago(number):
    return timezone.now() - number * 30.44 * DAY


def read(client, path="/trends/"):
    count_trends()
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_both_the_archive_and_today_count(client):
    trend = make_trend("Co-design")
    make_article(trends=[trend], published_at=timezone.now())
    issue = make_issue(year=2015, months=2)
    for _ in range(2):
        make_archived_article(issue=issue, trends=[trend])
    html = read(client)
    figures = TrendFigures.objects.get(trend=trend)
    assert figures.total == 3
    assert figures.years == {"2015": [0, 2], str(timezone.localdate().year): [1, 0]}
    assert "most in 2015: 2" in html
    assert "from 2015 to" in html


def test_what_grew_is_rising_and_what_is_merely_large_is_not(client):
    young, steady, others = make_trend("Night opening"), make_trend("Budgets"), make_trend("Touch")
    for number in range(4):
        make_article(trends=[young], published_at=months_ago(1 + number))
    for number in range(12):
        make_article(trends=[steady], published_at=months_ago(2 + number % 20))
        make_article(trends=[steady, others], published_at=months_ago(26 + number % 20))
    html = read(client)
    rising = html.split("Rising now")[1].split("</ul>")[0]
    assert "Night opening" in rising
    assert "4 pieces in 24 months, none in the 24 before" in rising
    assert "Budgets" not in rising
    assert "Touch" not in rising


def test_two_pieces_make_no_rise(client):
    trend = make_trend("Night opening")
    make_article(trends=[trend])
    make_article(trends=[trend])
    html = read(client)
    assert "Rising now" not in html
    assert "at least three pieces" in html, "how it is computed stands on the page"


def test_a_retired_trend_does_not_rise(client):
    trend = make_trend("Old word", status="retired")
    for _ in range(5):
        make_article(trends=[trend])
    assert "Old word" not in read(client)


def test_drafts_and_withdrawn_pieces_do_not_count(client):
    trend = make_trend()
    make_article(trends=[trend]).unpublish()
    make_article(trends=[trend], live=False)
    read(client)
    assert TrendFigures.objects.get(trend=trend).total == 0


def test_the_index_asks_as_much_for_many_trends_as_for_few(client):
    def cost():
        read(client)
        with CaptureQueriesContext(connection) as captured:
            client.get("/trends/")
        return len(captured)

    make_article(trends=[make_trend("One")])
    few = cost()
    make_article(trends=[make_trend(f"Trend {number}", group=f"Group {number}") for number in range(9)])
    assert cost() == few <= 12


def test_a_new_trend_stands_there_before_it_is_counted(client):
    make_trend("Brand new")
    assert "Brand new" in client.get("/trends/").content.decode()


def test_publishing_has_everything_counted_again(django_capture_on_commit_callbacks):
    trend = make_trend()
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article(trends=[trend])
    assert TrendFigures.objects.get(trend=trend).total == 1
    with django_capture_on_commit_callbacks(execute=True):
        article.unpublish()
    assert TrendFigures.objects.get(trend=trend).total == 0


def test_an_import_and_a_deletion_have_everything_counted_again(django_capture_on_commit_callbacks):
    trend = make_trend()
    article = make_archived_article(trends=[trend])
    with django_capture_on_commit_callbacks(execute=True):
        pages_changed.send(type(article), keys=[article.pk])
    assert TrendFigures.objects.get(trend=trend).total == 1
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
    assert TrendFigures.objects.get(trend=trend).total == 0


def test_counting_again_changes_nothing():
    make_article(trends=[make_trend()])
    assert count_trends() == 1
    assert count_trends() == 0


def test_a_new_month_has_everything_counted_again(django_capture_on_commit_callbacks):
    make_article(trends=[make_trend()])
    count_trends()
    TrendFigures.objects.update(month=date(2020, 1, 1))
    with django_capture_on_commit_callbacks(execute=True):
        count_when_month_begins(timezone.now())
    assert not TrendFigures.objects.filter(month=date(2020, 1, 1)).exists()


@pytest.mark.parametrize(
    ("values", "path"),
    [([0, 2], "M3 21L117 3"), ([5], "M3 3H117"), ([0, 0, 0], "M3 21L60 21L117 21")],
)
def test_a_small_line_fills_its_box(values, path):
    assert sparkline(values).path == path
