"""The index follows changes of the things in it, in the same transaction."""

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, Credit, DossierPage, TrendSynonym
from base.pages.signals import pages_changed
from members.models import Access
from search.indexing import writer
from search.models import Facet, SearchDocument
from search.rebuild import start_anew
from tests.consistency import RECORDS
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_dossier,
    make_institution,
    make_issue,
    make_section,
    make_trend,
)

pytestmark = pytest.mark.django_db


def test_an_article_is_found_from_publication_until_it_is_withdrawn(found):
    article = make_article("Lighthouse")
    assert found("lighthouse") == ["Lighthouse"]

    article.title = "Harbour"
    article.save_revision()
    assert found("harbour") == []
    article.get_latest_revision().publish()
    assert found("lighthouse") == []
    assert found("harbour") == ["Harbour"]

    ArticlePage.objects.get().unpublish()
    assert found("harbour") == []


def test_a_dossier_is_found_once_it_is_released_by_its_title_and_introduction(found):
    dossier = make_dossier("Harbours", introduction="<p>What <b>breakwaters</b> taught us.</p>", live=False)
    assert found("breakwater") == []
    dossier.save_revision().publish()
    assert found("breakwater") == found("harbours") == ["Harbours"]
    DossierPage.objects.get().unpublish()
    assert found("harbours") == []


def test_nothing_is_found_of_an_article_that_was_deleted(found):
    make_article("Lighthouse").delete()
    assert found("lighthouse") == []
    assert not SearchDocument.objects.filter(kind="article").exists()


def test_nothing_is_found_below_a_restriction_until_it_goes(found):
    make_article("Lighthouse")
    restriction = PageViewRestriction.objects.create(page=make_section(), restriction_type="login")
    assert found("lighthouse") == []
    restriction.delete()
    assert found("lighthouse") == ["Lighthouse"]


def test_an_article_that_was_moved_belongs_to_its_new_section(found):
    article = make_article("Lighthouse")
    article.move(make_section("Research"), "last-child")
    assert found("lighthouse", section="research") == ["Lighthouse"]
    assert found("lighthouse", section="features") == []


def test_people_places_and_trends_are_found_once_something_published_names_them(found):
    article = make_article("Lighthouse", authors=[make_contributor("Ana Duarte")])
    article.institutions.set([make_institution("Tidal Museum", number=None)])
    article.save_revision().publish()
    make_contributor("Bo Berg")
    make_institution("Hidden House", number=None)
    assert found("duarte") == ["Ana Duarte", "Lighthouse"]
    assert found("tidal museum")[0] == "Tidal Museum"
    assert found("berg") == found("hidden house") == []
    article.unpublish()
    assert found("duarte") == found("tidal") == []


@pytest.mark.parametrize("change", ["rename", "delete"])
def test_a_trend_is_found_by_what_it_is_called_now(found, change):
    trend = make_trend("Tidepools")
    TrendSynonym.objects.create(trend=trend, name="late hours")
    make_article("Lighthouse", trends=[trend])
    assert found("tidepools") == found("late hours") == ["Tidepools", "Lighthouse"]
    if change == "rename":
        trend.name = "Evenings"
        trend.save()
        assert found("tidepools") == []
        assert found("evenings") == ["Evenings", "Lighthouse"]
    else:
        TrendSynonym.objects.get().delete()
        assert found("late hours") == []


def test_an_institution_with_another_name_is_found_by_it(found):
    place = make_institution("Tidal Museum")
    article = make_article("Lighthouse")
    article.institutions.set([place])
    article.save_revision().publish()
    place.name = "Museum of Waves"
    place.save()
    assert found("waves") == ["Museum of Waves", "Lighthouse"]
    assert found("tidal") == []
    assert Facet.objects.get(group="institution", key=str(place.pk)).label == "Museum of Waves"


def test_a_section_with_another_name_is_a_facet_by_it(found):
    make_article("Lighthouse")
    section = make_section()
    section.title = "Long reads"
    section.save_revision().publish()
    assert found("lighthouse", section="long-reads") == ["Lighthouse"]


def test_an_archived_article_is_found_by_the_months_and_the_theme_of_its_issue(found):
    issue = make_issue("The Power of Small", year=2019, months=2)
    make_archived_article("Two rooms", issue=issue)
    pages_changed.send(type(issue), keys=[issue.pk])
    assert set(found("march april 2019")) == {"The Power of Small", "Two rooms"}
    issue.title = "Small is large"
    issue.save_revision().publish()
    assert set(found("small is large")) == {"Small is large", "Two rooms"}


def test_what_stands_beside_a_piece_is_followed_when_the_transaction_is_over(found, django_capture_on_commit_callbacks):
    article = make_article("Lighthouse", authors=[make_contributor("Ana Duarte")])
    with django_capture_on_commit_callbacks(execute=True):
        Credit.objects.create(article=article, contributor=make_contributor("Bo Berg"))
    assert found("berg") == ["Bo Berg", "Lighthouse"]
    with django_capture_on_commit_callbacks(execute=True):
        Credit.objects.get(contributor__name="Ana Duarte").delete()
    assert found("duarte") == []


def test_what_was_not_changed_is_not_written_again(django_assert_num_queries):
    article = make_article("Lighthouse", authors=[make_contributor()], trends=[make_trend()])
    before = list(SearchDocument.objects.values_list("pk", "digest"))
    writer.index("article", [article.pk])
    assert list(SearchDocument.objects.values_list("pk", "digest")) == before


def test_to_make_it_anew_changes_nothing(found, capsys, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        issue = make_issue()
    make_archived_article("Two rooms", issue=issue)
    make_article("Kept back", access=Access.MEMBERS, authors=[make_contributor()], trends=[make_trend()])
    make_article("Open", authors=[make_contributor()])
    kept, make_anew = RECORDS["search index"]
    before = kept()
    make_anew()
    assert kept() == before
    SearchDocument.objects.filter(kind="article").update(digest="stale")
    start_anew()
    assert found("open") == []
    call_command("rebuild_search", "--from-nothing")
    assert "things can be found" in capsys.readouterr().out
    assert found("open")[0] == "Open"


def test_many_cost_little_more_than_one(django_assert_max_num_queries):
    keys = [make_article(authors=[make_contributor()], trends=[make_trend()]).pk for _ in range(8)]
    start_anew()
    with django_assert_max_num_queries(60):
        writer.index("article", keys)
    assert SearchDocument.objects.filter(kind="article").count() == 8
