"""Error pages, as readers see them."""

import pytest
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

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


def test_a_reader_who_must_log_in_is_still_in_the_magazine(reader):
    article = make_article("Members first")
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    answer = reader.get(article.url, follow=True)
    assert answer.request["PATH_INFO"] == "/account/login/"
    assert f'name="next" value="{article.url}"' in answer.content.decode()


def test_a_page_with_a_password_asks_for_it_in_the_magazines_dress(reader):
    article = make_article("For the jury")
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.PASSWORD, password="tide")
    page = reader.get(article.url).content.decode()
    assert "This page is for readers who were given its password" in page
    assert 'class="masthead' in page


@pytest.mark.parametrize("path", ["/search/?q=a%00b", "/api/v3/articles/?section=%00"])
def test_a_null_character_in_a_query_is_no_failure_of_the_site(reader, path):
    assert reader.get(path).status_code in {200, 400, 422}


def test_a_failure_is_answered_without_asking_the_database():
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something broke" in answer.content.decode()
