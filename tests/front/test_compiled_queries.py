"""Queries whose SQL is compiled once answer as if they were compiled each time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, QuerySet
from django.utils import timezone

from articles.models import ArticlePage, ArticleQuerySet, Contributor, Trend, TrendGroup
from base.pages.compiled_queries import compiled
from tests.factories import make_article, make_contributor, make_section, make_trend

pytestmark = pytest.mark.django_db


def test_each_value_has_its_own_answer():
    ana, ben = make_contributor("Ana Duarte"), make_contributor("Ben Osei")

    class People(QuerySet[Contributor]):
        @compiled
        def of(self, slug: Any) -> QuerySet[Contributor]:
            return self.filter(slug=slug)

    of = People(Contributor).of
    assert [of(slug) for slug in (ana.slug, ben.slug, "nobody", ana.slug)] == [[ana], [ben], [], [ana]]


def test_sql_is_written_once_for_each_number_of_values_and_each_shape():
    asked = []

    class Named(QuerySet[Any]):
        @compiled
        def of(self, *slugs: Any) -> QuerySet[Any]:
            asked.append((self.model, len(slugs)))
            return self.filter(slug__in=slugs)

    for slugs in (["ana", "ben"], ["cy", "dee"], ["ana"], ["ben"]):
        Named(Contributor).of(*slugs)
    Named(Trend).of("tides")

    assert asked == [(Contributor, 2), (Contributor, 1), (Trend, 1)]


def test_what_a_queryset_loads_along_and_adds_is_there(django_assert_num_queries):
    people, section = [make_contributor(name) for name in ("Ana Duarte", "Ben Osei")], make_section("Reviews")
    article = make_article(section=section, authors=people, trends=[make_trend("Tides")])

    class Articles(ArticleQuerySet):
        @compiled
        def of(self, key: Any) -> QuerySet[ArticlePage]:
            found = self.filter(pk=key).with_trends().select_related("listed_in")
            return found.annotate(people=Count("credits")).only("title", "listed_in__title")

    with django_assert_num_queries(2):
        [found] = Articles(ArticlePage).of(article.pk)
        assert (found.title, found.listed_in.title, found.people) == (article.title, "Reviews", 2)
        assert [link.tag.name for link in found.article_trends.all()] == ["Tides"]
    with django_assert_num_queries(1):
        assert found.deck == article.deck


def test_values_are_asked_for_in_the_form_of_the_database():
    article = make_article(published_at=timezone.now() - timedelta(hours=2))

    class Articles(ArticleQuerySet):
        @compiled
        def since(self, moment: Any, public_id: Any) -> QuerySet[Any]:
            found = self.filter(published_at__gte=moment, public_id=public_id)
            return found.values_list("title", flat=True)

    since = Articles(ArticlePage).since
    hours = [timezone.now() - timedelta(hours=number) for number in (1, 3)]
    assert [since(hour, article.public_id) for hour in hours] == [[], [article.title]]


def test_no_values_find_nothing(django_assert_num_queries):
    class People(QuerySet[Contributor]):
        @compiled
        def of(self, *slugs: Any) -> QuerySet[Contributor]:
            return self.filter(slug__in=slugs)

    with django_assert_num_queries(0):
        assert People(Contributor).of() == []


def test_what_a_filter_left_out_is_not_brought_back():
    class People(QuerySet[Contributor]):
        @compiled
        def of(self, slug: Any) -> QuerySet[Contributor]:
            return self.filter(slug=slug)

    with pytest.raises(ValueError, match="starts from a manager"):
        People(Contributor).filter(name="Ana Duarte").of("ana-duarte")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_each_thread_asks_over_its_own_connection():
    class Groups(QuerySet[TrendGroup]):
        @compiled
        def of(self, name: Any) -> QuerySet[TrendGroup]:
            return self.filter(name=name)

    of = Groups(TrendGroup).of

    def ask_elsewhere() -> list[Any]:
        try:
            return of("Tides")
        finally:
            connection.close()

    assert of("Tides") == []
    tides = TrendGroup.objects.create(name="Tides")
    with ThreadPoolExecutor() as pool:
        assert pool.submit(ask_elsewhere).result() == [tides]
