"""Trends are chosen from the vocabulary; credits keep the affiliation of their time."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.editing.form_fields import TrendField
from articles.models import ArticlePage, Contributor, Trend, TrendSynonym
from articles.models.contributor import validate_orcid
from tests.editing.conftest import article_form
from tests.factories import make_article, make_contributor, make_institution, make_section, make_trend

pytestmark = pytest.mark.django_db


@pytest.fixture
def climate():
    trend = make_trend("Climate change")
    TrendSynonym.objects.create(trend=trend, name="global warming")
    return trend


@pytest.mark.parametrize("typed", ["Climate change", "climate CHANGE", "Global Warming", " global warming "])
def test_a_name_or_a_synonym_means_the_term(climate, typed):
    assert TrendField().clean([typed, "Climate change"]) == ["Climate change"]


def test_a_term_with_a_comma_is_one_term(desk):
    make_trend("Youth, afterschool & camps")
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", make_section().pk])
    desk("Author").post(url, article_form(trends=["Youth, afterschool & camps"]))
    trends = ArticlePage.objects.get().get_latest_revision_as_object().trends.all()
    assert [trend.name for trend in trends] == ["Youth, afterschool & camps"]


def test_the_field_shows_every_term_with_its_synonyms_and_marks_those_chosen(desk, climate):
    make_trend("Making & tinkering")
    make_trend("Pandemic recovery", status=Trend.Status.RETIRED)
    article = make_article("Tides", trends=[climate])
    page = desk("Editor").get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content
    boxes = BeautifulSoup(page, "html.parser").select("[data-trends] input[type=checkbox]")
    assert {box["value"]: box.has_attr("checked") for box in boxes} == {
        "Climate change": True,
        "Making & tinkering": False,
    }
    assert "global warming" in page.decode()


def test_a_retired_term_stays_where_it_was_chosen(desk):
    article = make_article("Tides", trends=[make_trend("Pandemic recovery", status=Trend.Status.RETIRED)])
    page = desk("Editor").get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert 'value="Pandemic recovery" checked' in page


def test_a_word_cannot_be_a_term_and_a_synonym(climate):
    with pytest.raises(ValidationError, match="is a synonym of the trend “Climate change” already"):
        Trend(name="Global warming", slug="gw", group=climate.group).full_clean()
    with pytest.raises(ValidationError, match="is a trend of its own already"):
        TrendSynonym(trend=make_trend("Making"), name="climate change").full_clean()


def test_a_change_of_job_does_not_rewrite_old_bylines():
    old, new = make_institution("Tidal Museum"), make_institution("Harbor Light")
    ana = make_contributor("Ana Duarte", job_title="Curator", institution=old)
    article = make_article("Tides", authors=[ana])
    ana.job_title, ana.institution = "Director", new
    ana.save()
    old.name = "Museum of Tides"
    old.save()
    assert article.credits.get().line == "Curator, Tidal Museum"


@pytest.mark.parametrize(
    ("name", "slug", "sort_name"),
    [
        ("Łucja Żółć", "lucja-zolc", "Żółć, Łucja"),
        ("春川 智子", "chunchuan-zhizi", "春川 智子"),
        ("Plato", "plato", "Plato"),
        ("John Smith Jr.", "john-smith-jr", "Smith, John, Jr."),
        ("Ana Duarte, PhD", "ana-duarte-phd", "Duarte, Ana"),
        ("Tomoko Harukawa (春川 智子)", "tomoko-harukawa-chunchuan-zhizi", "Harukawa, Tomoko (春川 智子)"),
        ("A" * 80 + " " + "B" * 79, "a" * 80 + "-" + "b" * 9, "B" * 79 + ", " + "A" * 79),
    ],
)
def test_a_new_contributor_gets_an_address_and_a_place_in_lists(name, slug, sort_name):
    person = Contributor.objects.create(name=name)
    assert (person.slug, person.sort_name) == (slug, sort_name)


def test_namesakes_get_addresses_of_their_own():
    slugs = [Contributor.objects.create(name="Ana Duarte").slug for _ in range(3)]
    assert slugs == ["ana-duarte", "ana-duarte-2", "ana-duarte-3"]


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0002-1694-233X"])
def test_an_orcid_with_the_right_digit_is_taken(orcid):
    validate_orcid(orcid)


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0098", "0000000218250097", "orcid", ""])
def test_an_orcid_that_cannot_be_is_refused(orcid):
    with pytest.raises(ValidationError, match="ORCID"):
        validate_orcid(orcid)
