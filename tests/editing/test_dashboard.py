"""The dashboard shows waiting pieces, drafts, scheduled and published ones."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(desk):
    def read(role, name):
        page = BeautifulSoup(desk(role).get(reverse("wagtailadmin_home")).content, "html.parser")
        return page.select_one(f"#{name}-section").get_text(" ", strip=True)

    return read


def test_it_says_so_when_there_is_nothing(panel):
    assert "Nothing waits for you." in panel("Editor", "waiting-for-me")
    assert "You have no drafts." in panel("Editor", "my-drafts")
    assert "Nothing is scheduled." in panel("Editor", "scheduled-next")
    assert "Nothing has been published yet." in panel("Editor", "published-lately")


def test_a_piece_that_was_sent_back_waits_for_its_author_with_the_reason(panel, person):
    article = make_article("Tides", owner=person("Author"))
    article.save_revision(user=person("Author"))
    state = article.get_workflow().start(article, person("Author"))
    state.current_task_state.reject(user=person("Editor"), comment="Who counted?")
    assert "Sent back: Who counted?" in panel("Author", "waiting-for-me")


def test_what_is_scheduled_stands_in_the_order_of_its_coming(panel):
    for title, days in (("Later", 5), ("Sooner", 2)):
        article = make_article(title)
        article.unpublish()
        article.go_live_at = timezone.now() + timedelta(days=days)
        article.save_revision().publish()
    text = panel("Editor", "scheduled-next")
    assert text.index("Sooner") < text.index("Later")


def test_an_author_is_led_to_what_readers_see_of_the_articles_of_others(desk):
    article = make_article("Tides")
    page = BeautifulSoup(desk("Author").get(reverse("wagtailadmin_home")).content, "html.parser")
    assert page.find("a", string="Tides")["href"] == article.url


def test_a_section_can_be_begun_in_with_one_press(desk):
    section = make_section()
    page = desk("Author").get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailadmin_pages:add", args=["articles", "articlepage", section.pk]) in page


def test_the_list_of_articles_costs_the_same_for_two_and_for_twelve(desk, contributor):
    def cost():
        client = desk("Managing editor")
        client.get(reverse("articles:index"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("articles:index"))
        return len(queries)

    for number in range(2):
        make_article(f"First {number}", authors=[contributor(f"Author {number}")])
    two = cost()
    for number in range(10):
        make_article(f"Then {number}", authors=[contributor(f"Another {number}")])
    assert cost() <= two
