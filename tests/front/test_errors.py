"""What a reader sees when something is not there or broke."""

from django.template.loader import render_to_string
from django.test import RequestFactory

from base.views import server_error


def test_a_missing_page_leads_on(reader):
    answer = reader.get("/nowhere/")
    assert answer.status_code == 404
    assert "Off the map" in answer.content.decode()
    assert 'href="/trends/"' in answer.content.decode()


def test_a_withdrawn_page_says_so(db):
    html = render_to_string("410.html", request=RequestFactory().get("/gone/"))
    assert "No longer here" in html


def test_a_failure_is_answered_without_asking_the_database():
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something broke" in answer.content.decode()
