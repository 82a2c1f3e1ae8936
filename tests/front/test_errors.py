"""What a reader sees when something is not there or broke."""

import pytest
from django.test import RequestFactory

from base.views import server_error
from tests.factories import make_article


def test_a_missing_page_leads_on(reader):
    answer = reader.get("/nowhere/")
    assert answer.status_code == 404
    assert "Off the map" in answer.content.decode()
    assert 'href="/trends/"' in answer.content.decode()


def test_a_withdrawn_article_is_gone_not_missing(reader):
    article = make_article("Retracted")
    article.unpublish()
    answer = reader.get(article.url)
    assert answer.status_code == 410
    assert "No longer here" in answer.content.decode()


def test_an_article_that_was_never_published_is_missing(reader):
    article = make_article("Unborn")
    type(article).objects.filter(pk=article.pk).update(live=False, first_published_at=None)
    assert reader.get(article.url).status_code == 404


@pytest.mark.parametrize("path", ["/search/?q=a%00b", "/api/v3/pages/?search=%00"])
def test_a_null_character_in_a_query_is_no_failure_of_the_site(reader, path):
    assert reader.get(path).status_code in {200, 400}


def test_there_is_no_page_of_a_number_beyond_counting(reader):
    make_article("Tides")
    assert reader.get(f"/features/page/{10**30}/").status_code == 404


def test_a_failure_is_answered_without_asking_the_database():
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something broke" in answer.content.decode()
