"""The permissions of each role at the editorial desk."""

import pytest
from django.urls import reverse

from articles.models import ArticlePage, SectionPage
from tests.editing.conftest import article_form
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db


def add(client, section, **changes):
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", section.pk])
    return client.post(url, article_form(**changes), follow=True)


def edit_url(article):
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


def may_open(client, url):
    """Return whether a page opens; without permission Wagtail redirects to the dashboard."""
    return client.get(url).status_code == 200


@pytest.mark.parametrize(("role", "goes_live"), [("Author", False), ("Editor", False), ("Managing editor", True)])
def test_only_a_managing_editor_publishes(desk, role, goes_live):
    add(desk(role), make_section(), **{"action-publish": "1"})
    assert ArticlePage.objects.get().live is goes_live


def test_an_author_hands_in_and_an_editor_finds_it_waiting(desk):
    add(desk("Author"), make_section(), **{"action-submit": "1"})
    waiting = desk("Editor").get(reverse("wagtailadmin_home")).content.decode()
    assert "Evening hours" in waiting
    assert "handed in by Author" in waiting


def test_an_author_edits_own_articles_only(desk, person):
    own, others = make_article("Mine", owner=person("Author")), make_article("Theirs")
    assert may_open(desk("Author"), edit_url(own))
    assert not may_open(desk("Author"), edit_url(others))


def test_an_author_does_not_see_the_drafts_of_others(desk, person):
    make_article("Mine", owner=person("Author")).unpublish()
    make_article("Theirs").unpublish()
    for url in (reverse("articles:index"), reverse("wagtailadmin_explore", args=[make_section().pk])):
        seen = desk("Author").get(url).content.decode()
        assert "Mine" in seen, url
        assert "Theirs" not in seen, url
        assert "Theirs" in desk("Editor").get(url).content.decode(), url


def test_an_author_adds_no_sections(desk):
    home = make_section().get_parent()
    url = reverse("wagtailadmin_pages:add", args=["articles", "sectionpage", home.pk])
    assert not may_open(desk("Author"), url)
    assert may_open(desk("Managing editor"), url)
    assert SectionPage.objects.count() == 1


def test_an_author_begins_with_the_own_byline(desk, person, contributor):
    contributor("Ana Duarte", user=person("Author"))
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", make_section().pk])
    assert 'name="credits-INITIAL_FORMS" value="1"' in desk("Author").get(url).content.decode()
    assert 'name="credits-INITIAL_FORMS" value="0"' in desk("Editor").get(url).content.decode()


def test_a_member_without_a_role_has_no_desk(desk):
    answer = desk("Nobody in particular").get(reverse("wagtailadmin_home"))
    assert answer.status_code == 403
    assert "has no key to it" in answer.content.decode()


@pytest.mark.parametrize("role", ["Author", "Editor", "Managing editor", "Archivist", "Membership manager"])
def test_every_role_opens_the_desk(desk, role):
    assert may_open(desk(role), reverse("wagtailadmin_home"))


def test_an_editor_narrows_the_list_of_articles_to_a_section_and_a_kind(desk):
    viewpoints = make_section("Viewpoints")
    make_article("A view", section=viewpoints, kind="viewpoint")
    make_article("A review", section=viewpoints, kind="review")
    make_article("A feature", kind="viewpoint")
    seen = desk("Editor").get(reverse("articles:index"), {"section": viewpoints.pk, "kind": "viewpoint"})
    assert [article.title for article in seen.context["pages"]] == ["A view"]
    assert "Has child pages" not in seen.content.decode()


def test_an_article_is_found_by_its_byline(desk, contributor):
    make_article("Tides", authors=[contributor("Wanjirũ Kamotho")])
    make_article("Winds")
    seen = desk("Editor").get(reverse("articles:index"), {"q": "kamotho"})
    assert [article.title for article in seen.context["pages"]] == ["Tides"]
