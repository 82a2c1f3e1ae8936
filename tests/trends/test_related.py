"""Related articles: shared trends by rarity, likeness of the words, freshness, and never one author's list only."""

import itertools
from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, RelatedArticle
from articles.trends.tasks import count_trends
from search.indexing import writer
from search.related.likeness import Features, Rarity, related
from search.related.tasks import relate_all
from tests.factories import DAY, make_archived_article, make_article, make_contributor, make_issue, make_trend

pytestmark = pytest.mark.django_db
DECKS = itertools.count()


def make(title, **fields):
    fields.setdefault("published_at", timezone.now() - DAY)
    return make_article(title, deck=fields.pop("deck", f"zq{next(DECKS)}x"), **fields)


def relate():
    writer.index("article", ArticlePage.objects.values_list("pk", flat=True))
    count_trends()
    return relate_all()


def titles_under(page):
    return [article.title for article in ArticlePage.objects.related_to(page.pk, limit=4)]


def test_what_shares_most_trends_stands_first(client):
    one, two = make_trend("Co-design"), make_trend("Community science")
    make("Kettle", trends=[one])
    make("Lantern", trends=[one, two])
    make("Mirror")
    page = make("Needle", trends=[one, two])
    relate()
    assert titles_under(page) == ["Lantern", "Kettle"]
    html = client.get(page.url).content.decode()
    assert html.index("Lantern", html.index("More on this")) < html.index("Kettle", html.index("More on this"))


def test_a_rare_trend_says_more_than_a_common_one():
    rare, common = make_trend("Tides"), make_trend("Budgets")
    for number in range(8):
        make(f"Quiver {number}", trends=[common])
    make("Old and rare", trends=[rare], published_at=timezone.now() - 300 * DAY)
    page = make("Needle", trends=[rare, common])
    relate()
    assert titles_under(page)[0] == "Old and rare"


def test_words_relate_where_no_trend_does():
    make("The planetarium at night")
    make("Kettle")
    page = make("A planetarium for sale")
    relate()
    assert titles_under(page) == ["The planetarium at night"]


def test_of_two_that_are_as_like_the_newer_stands_first():
    trend = make_trend()
    make("Older", trends=[trend], published_at=timezone.now() - 3000 * DAY)
    make("Newer", trends=[trend], published_at=timezone.now() - DAY)
    page = make("Needle", trends=[trend])
    relate()
    assert titles_under(page) == ["Newer", "Older"]


def test_it_is_never_one_author_s_list_only():
    trend, ana, ben = make_trend(), make_contributor("Ana Duarte"), make_contributor("Ben Okri")
    for number in range(6):
        make(f"Ana {number}", trends=[trend], authors=[ana])
    make(
        "By somebody else", trends=[trend, make_trend("Tides")], authors=[ben], published_at=timezone.now() - 900 * DAY
    )
    page = make("Needle", trends=[trend], authors=[ana])
    relate()
    found = titles_under(page)
    assert "By somebody else" in found
    assert sum(title.startswith("Ana") for title in found) == 2


def test_the_archive_leads_to_today(client):
    trend = make_trend()
    make("Today", trends=[trend])
    archived = make_archived_article("Then", issue=make_issue(), trends=[trend])
    writer.index("archived", [archived.pk])
    relate()
    assert titles_under(archived) == ["Today"]
    assert "Today" in client.get(archived.url).content.decode()


def test_what_is_withdrawn_or_hidden_is_no_longer_shown():
    trend = make_trend()
    gone, hidden = make("Gone", trends=[trend]), make("Hidden", trends=[trend])
    page = make("Needle", trends=[trend])
    relate()
    assert len(titles_under(page)) == 2
    gone.unpublish()
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert titles_under(page) == []


def test_publishing_relates_a_piece_and_those_beside_it(django_capture_on_commit_callbacks):
    trend = make_trend()
    with django_capture_on_commit_callbacks(execute=True):
        first = make("First", trends=[trend])
    with django_capture_on_commit_callbacks(execute=True):
        second = make("Second", trends=[trend])
    assert titles_under(second) == ["First"]
    assert titles_under(first) == ["Second"]


def test_a_page_asks_one_question_for_them(client):
    trend = make_trend()
    for number in range(6):
        make(f"No. {number}", trends=[trend])
    page = make("Needle", trends=[trend])
    relate()
    client.get(page.url)
    with CaptureQueriesContext(connection) as captured:
        client.get(page.url)
    assert sum("articles_relatedarticle" in query["sql"] for query in captured.captured_queries) == 1


def test_working_it_out_again_changes_nothing():
    trend = make_trend()
    make("One", trends=[trend])
    make("Two", trends=[trend])
    assert relate() == 2
    assert relate() == 0
    assert RelatedArticle.objects.count() == 2


def test_a_piece_that_shares_nothing_is_not_related_for_being_new():
    piece = Features(1, frozenset({1}), frozenset({"tide"}), frozenset(), date(2026, 1, 1))
    other = Features(2, frozenset({2}), frozenset({"drum"}), frozenset(), date(2026, 1, 1))
    assert related(piece, [other], Rarity(2, {}, Counter(), 1), date(2026, 1, 1)) == []
