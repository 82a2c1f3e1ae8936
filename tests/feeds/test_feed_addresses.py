"""Subscribers never lose a feed: renaming, removal, other systems' URLs."""

import pytest
from django.test import Client

from articles.models import ArticlePage, TrendSynonym
from tests.factories import (
    make_article,
    make_contributor,
    make_institution,
    make_section,
    make_site,
    make_trend,
)
from tests.feeds.reading import json_feed, parsed

pytestmark = pytest.mark.django_db
NAMES = ["rss.xml", "atom.xml", "feed.json"]


@pytest.fixture
def subjects():
    """One list of each scope that can be renamed, with an article in it."""
    found = {
        "sections": make_section("Features"),
        "trends": make_trend("Co-design"),
        "contributors": make_contributor("Ana Duarte"),
        "institutions": make_institution("Tidal Museum"),
    }
    article = make_article(authors=[found["contributors"]], trends=[found["trends"]])
    article.institutions.set([found["institutions"]])
    article.save_revision().publish()
    return found


def rename(subject, slug):
    subject.slug = slug
    subject.save()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scope", ["sections", "trends", "contributors", "institutions"])
def test_a_renamed_list_redirects_to_the_same_entries(client, subjects, scope, name):
    subject, was = subjects[scope], subjects[scope].slug
    before = json_feed(client, f"/feeds/{scope}/{was}/feed.json")
    rename(subject, "renamed")
    rename(subject, "renamed-again")
    for former in (was, "renamed"):
        response = client.get(f"/feeds/{scope}/{former}/{name}")
        assert (response.status_code, response["Location"]) == (301, f"/feeds/{scope}/renamed-again/{name}")
    after = json_feed(client, f"/feeds/{scope}/renamed-again/feed.json")
    assert [item["id"] for item in after["items"]] == [item["id"] for item in before["items"]] != []


@pytest.mark.parametrize("scope", ["trends", "contributors", "institutions"])
def test_the_page_of_a_renamed_list_redirects_too(client, subjects, scope):
    was = subjects[scope].slug
    rename(subjects[scope], "renamed")
    response = client.get(f"/{scope}/{was}/")
    assert (response.status_code, response["Location"]) == (301, f"/{scope}/renamed/")


def test_a_slug_that_is_used_again_belongs_to_its_new_owner(client, subjects):
    rename(subjects["trends"], "renamed")
    other = make_trend("Codesign", group="Other")
    rename(other, "co-design")
    assert parsed(client, "/feeds/trends/co-design/rss.xml").feed.title == "Dimensions: Codesign"
    assert client.get("/feeds/trends/renamed/rss.xml").status_code == 200


@pytest.mark.parametrize("scope", ["trends", "contributors", "institutions", "sections"])
def test_a_deleted_list_is_gone(client, subjects, scope):
    subject, was = subjects[scope], subjects[scope].slug
    rename(subject, "renamed")
    ArticlePage.objects.get().delete()
    type(subject).objects.get(pk=subject.pk).delete()
    for former in (was, "renamed"):
        assert client.get(f"/feeds/{scope}/{former}/atom.xml").status_code == 410


@pytest.mark.parametrize(
    ("former", "current"),
    [
        ("/feed/", "/feeds/rss.xml"),
        ("/rss/", "/feeds/rss.xml"),
        ("/feed/atom/", "/feeds/atom.xml"),
        ("/index.xml", "/feeds/rss.xml"),
        ("/category/features/feed/", "/feeds/sections/features/rss.xml"),
        ("/category/events/feed/", "/feeds/kinds/events/rss.xml"),
        ("/tag/co-design/feed/", "/feeds/trends/co-design/rss.xml"),
        ("/tag/participatory-design/feed/", "/feeds/trends/co-design/rss.xml"),
        ("/author/ana-duarte/feed/", "/feeds/contributors/ana-duarte/rss.xml"),
    ],
)
def test_addresses_of_other_systems_lead_to_ours(client, subjects, former, current):
    TrendSynonym.objects.create(trend=subjects["trends"], name="Participatory design")
    response = client.get(former)
    assert (response.status_code, response["Location"]) == (301, current)
    assert client.get(current).status_code == 200


@pytest.mark.parametrize("path", ["/tag/nothing/feed/", "/category/nothing/feed/", "/author/nothing/feed/"])
def test_an_unknown_address_of_another_system_is_not_found(client, subjects, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/features/", "/trends/co-design/", "/feeds/rss.xml", "/health/"])
def test_what_can_only_be_read_says_so(path, subjects):
    response = Client(enforce_csrf_checks=True).post(path)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("slug", ["émotion", "博物馆", "трёхмерный"])
def test_a_slug_in_any_script_works_everywhere(client, slug):
    trend = make_trend(slug)
    rename(trend, slug)
    article = make_article(trends=[trend])
    make_site()
    for path in (trend.get_absolute_url(), "/trends/", article.get_url(), "/api/v3/trends/", "/feeds/", "/sitemap.xml"):
        assert client.get(path).status_code == 200, path
    entries = parsed(client, f"/feeds/trends/{slug}/rss.xml").entries
    assert [entry.title for entry in entries] == [article.title]
