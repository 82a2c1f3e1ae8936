"""Unfinished work can be saved and previewed; missing parts are reported once, at the right place."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text, streamfield

from articles.models import ArticlePage, Contributor
from tests.editing.conftest import article_form
from tests.editing.test_bad_input import add_article, errors, publish
from tests.factories import make_article, make_contributor, make_institution, make_section

pytestmark = pytest.mark.django_db

MEDIA = (
    "media",
    {"title": "The pump room", "url": "", "file": "", "description": "", "transcript": rich_text("")},
)
ACTION = (
    "action",
    {"title": "", "text": rich_text(""), "label": "", "url": "", "expires": ""},
)


@pytest.mark.parametrize("block", [MEDIA, ACTION], ids=["recording", "action box"])
def test_a_draft_keeps_a_block_that_is_not_filled_in_yet(desk, block):
    add_article(desk("Author"), body=streamfield([block]))
    assert ArticlePage.objects.get().body[0].block_type == block[0]


@pytest.mark.parametrize("address", ["h", "https://www.youtu", "https://tidal.example/film", "watch this: film"])
def test_a_draft_keeps_an_address_that_is_not_finished_and_says_so_on_publication(desk, address):
    block = streamfield([("media", MEDIA[1] | {"url": address, "transcript": rich_text("<p>Hum.</p>")})])
    add_article(desk("Author"), body=block)
    article = ArticlePage.objects.get()
    assert article.get_latest_revision_as_object().body[0].value["url"].url == address
    assert desk("Author").get(f"/admin/pages/{article.pk}/view_draft/").status_code == 200
    assert f"“{address}” is no page of a site" in errors(publish(desk("Managing editor"), body=block, slug="other"))


def test_a_recording_without_a_recording_is_not_published(desk):
    response = publish(desk("Managing editor"), body=streamfield([MEDIA]))
    assert "Give either an address or a file" in errors(response)


def test_an_action_box_without_a_date_can_be_looked_at(desk):
    client, section = desk("Author"), make_section()
    url = reverse("wagtailadmin_pages:preview_on_add", args=["articles", "articlepage", section.pk])
    client.post(url, article_form(body=streamfield([ACTION])))
    assert client.get(url).status_code == 200


def test_without_a_headline_only_a_headline_is_asked_for(desk):
    said = errors(add_article(desk("Author"), title="", slug=""))
    assert "Write a headline" in said
    assert "blank" not in said
    assert "required" not in said


def test_a_picture_says_what_its_description_is_for(desk):
    form = desk("Author").get(reverse("wagtailimages:add")).content.decode()
    assert "for readers who do not see it" in form


def test_an_account_can_choose_every_place_and_no_leftover_of_the_system(desk):
    page = desk("Author").get(reverse("wagtailadmin_account")).content.decode()
    assert 'value="Europe/Lisbon"' in page
    assert 'value="localtime"' not in page


def make_namesake(client, **fields):
    data = {"kind": "person", "name": "Ana Duarte", "job_title": "", "biography": ""} | fields
    return client.post(reverse("wagtailsnippetchoosers_articles_contributor:create"), data)


def test_a_contributor_is_not_made_twice_by_mistake(desk):
    ana = make_contributor("Ana Duarte", job_title="Registrar", institution=make_institution())
    make_article("Tides", authors=[ana])
    answer = make_namesake(desk("Author")).content.decode()
    assert "There is a contributor of this name already: Ana Duarte, Registrar, Tidal Museum." in answer
    assert Contributor.objects.count() == 1


def test_a_namesake_who_works_elsewhere_can_be_made(desk):
    make_contributor("Ana Duarte", institution=make_institution())
    make_namesake(desk("Author"), institution=make_institution("Blue Kiln").name)
    assert Contributor.objects.filter(name="Ana Duarte").count() == 2


def test_institutions_are_ticked_one_by_one(desk):
    make_institution()
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", make_section().pk])
    page = BeautifulSoup(desk("Author").get(url).content, "html.parser")
    assert [box["type"] for box in page.select("input[name=institutions]")] == ["checkbox"]
