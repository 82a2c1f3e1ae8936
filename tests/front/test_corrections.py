"""A correction travels: notice, page of all, feeds, structured data, API; and never shows more than the article."""

import datetime as dt
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import etree
from wagtail.test.utils.form_data import inline_formset

from articles.corrections.notices import notices_of
from articles.models import ArticlePage, Correction
from members.models import Access
from tests.editing.conftest import article_form
from tests.factories import make_article, make_member, make_user

pytestmark = pytest.mark.django_db
MADE = dt.datetime(2026, 11, 3, 9, 30, tzinfo=dt.UTC)
WRONG, RIGHT = "We wrote that 62% came back.", "It was 26%; the vivacious digits were swapped."
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def corrected(title="Night shift", severity=Correction.Severity.CORRECTION, *, live=True, **fields):
    article = make_article(title, published_at=MADE - dt.timedelta(days=30), **fields)
    article.corrections.add(Correction(severity=severity, wrong=WRONG, right=RIGHT, made_at=MADE))
    article.save_revision().publish() if live else article.save_revision()
    return ArticlePage.objects.get(pk=article.pk)


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def structured(html):
    found = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)
    return next(data for data in map(json.loads, found) if data["@type"] == "NewsArticle")


@pytest.mark.parametrize("severity", Correction.Severity)
def test_each_severity_travels_everywhere(client, severity):
    article = corrected(severity=severity)
    label = severity.label
    html = page(client, article.url)
    assert WRONG in html
    assert f'id="correction-{article.corrections.get().pk}"' in html
    comment = structured(html)["correction"][0]
    assert (comment["@type"], comment["text"], comment["about"]) == ("CorrectionComment", f"{WRONG} {RIGHT}", label)
    assert RIGHT in page(client, "/corrections/")
    assert f"{label}: Night shift" in page(client, "/corrections/rss.xml")
    assert json.loads(page(client, "/corrections/feed.json"))["items"][0]["title"] == f"{label}: Night shift"
    answer = client.get(f"/api/v3/articles/{article.public_id}/").json()
    assert (answer["corrections"][0]["severity"], answer["corrections"][0]["right"]) == (severity, RIGHT)
    assert answer["is_retracted"] is (severity == Correction.Severity.RETRACTION)


def test_atom_says_when_and_shows_the_notice(client):
    corrected()
    entry = etree.fromstring(page(client, "/feeds/atom.xml").encode()).find("a:entry", ATOM)
    assert dt.datetime.fromisoformat(entry.findtext("a:updated", namespaces=ATOM)) == MADE
    assert RIGHT in entry.findtext("a:content", namespaces=ATOM)


def test_a_retracted_article_keeps_its_address_and_says_so_everywhere(client):
    article = corrected(severity=Correction.Severity.RETRACTION)
    html = page(client, article.url)
    assert "This article is retracted." in html
    assert "<title>Retracted: Night shift" in html
    assert structured(html)["creativeWorkStatus"] == "Retracted"
    assert "Retracted: Night shift" in page(client, article.get_parent().url)
    assert "Retracted: Night shift" in page(client, "/feeds/rss.xml")
    assert "Retracted · Analysis" in page(client, "/search/?q=night+shift")


def test_a_draft_shows_nothing(client):
    article = corrected(live=False)
    for url in (article.url, "/corrections/", "/corrections/atom.xml", "/feeds/atom.xml"):
        assert "vivacious" not in page(client, url)
    assert client.get(f"/api/v3/articles/{article.public_id}/").json()["corrections"] == []


def test_a_withdrawn_article_takes_its_corrections_along(client):
    article = corrected()
    article.unpublish()
    assert "vivacious" not in page(client, "/corrections/")
    assert "vivacious" not in page(client, "/corrections/feed.json")


def test_words_on_a_gated_article_are_for_its_readers(client):
    article = corrected(access=Access.MEMBERS)
    addresses = [
        article.url,
        "/corrections/",
        "/corrections/rss.xml",
        "/corrections/atom.xml",
        "/corrections/feed.json",
    ]
    for url in [*addresses, "/feeds/atom.xml", f"/api/v3/articles/{article.public_id}/"]:
        assert "vivacious" not in page(client, url), url
    assert "Members read in the article what was changed." in page(client, article.url)
    assert structured(page(client, article.url))["correction"][0]["text"] == "Correction of 3 November 2026."
    client.force_login(make_member())
    assert RIGHT in page(client, article.url)
    assert RIGHT not in page(client, "/corrections/")


def test_an_article_without_corrections_costs_no_query_for_them(client, django_assert_num_queries):
    article = make_article("Plain")
    with django_assert_num_queries(0):
        assert notices_of(article, is_readable=True) == []


def test_the_page_of_all_costs_the_same_for_any_number(client):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            page(client, "/corrections/")
        return len(queries)

    corrected("First")
    page(client, "/corrections/")
    first = cost()
    for number in range(4):
        corrected(f"Another {number}")
    page(client, "/corrections/")
    assert cost() <= first


def test_an_editor_types_one_and_a_mistake_is_said(client):
    article = make_article("Night shift")
    client.force_login(make_user("root@magazine.example", is_superuser=True))
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    typed = {"severity": "correction", "wrong": "", "right": RIGHT, "made_at": "2026-11-03 09:30", "made_by": "Ana"}
    form = {"title": article.title, "slug": article.slug, "action-publish": "1"}
    refused = client.post(url, article_form(**form, corrections=inline_formset([typed])))
    assert "Say what was wrong, so that readers know what to forget." in refused.content.decode()
    client.post(url, article_form(**form, corrections=inline_formset([typed | {"wrong": WRONG}])))
    assert Correction.objects.get().made_by == "Ana"
    assert WRONG in page(client, ArticlePage.objects.get(pk=article.pk).url)


def test_a_preview_shows_what_is_typed():
    article = make_article("Plain")
    article.corrections.add(Correction(right=RIGHT))
    assert [noticed.right for noticed in notices_of(article, is_readable=True)] == [RIGHT]


def test_a_copy_of_an_article_begins_without_corrections():
    article = corrected()
    copy = article.copy(update_attrs={"slug": "night-shift-2"})
    assert copy.corrections.count() == 0
    assert copy.corrected_at is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"right": RIGHT}, "Say what was wrong"),
        ({"wrong": WRONG, "right": RIGHT, "made_at": timezone.now() + dt.timedelta(days=2)}, "in the future"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(fields, sentence):
    with pytest.raises(ValidationError, match=sentence):
        Correction(article=make_article(), **fields).full_clean()


def test_an_unknown_format_is_no_page(client):
    make_article()
    assert client.get("/corrections/x.pdf").status_code == 404
    assert "Nothing had to be corrected yet." in page(client, "/corrections/")
