"""The archive on the other pages of the magazine."""

from datetime import date

import pytest
from django.utils import timezone

from articles.trends.tasks import count_trends
from tests.archive.test_reading import html_of
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_institution,
    make_issue,
    make_trend,
)
from tests.front.test_sitemap import whole_sitemap

pytestmark = pytest.mark.django_db


def test_a_trend_shows_what_the_archive_has_on_it(client, archive):
    html = html_of(client, "/trends/small-museums/")
    assert "In the archive" in html
    assert archive.first.title in html
    assert "No article carries this trend yet" not in html
    make_article("Today", trends=[make_trend("Small museums")])
    for number in range(7):
        make_archived_article(f"More {number}", issue=archive.issue, trends=[make_trend("Small museums")])
    html = html_of(client, "/trends/small-museums/")
    assert "Today" in html
    assert 'href="/archive/themes/small-museums/">All 8 in the archive' in html


def test_the_vocabulary_counts_the_archive(client, archive):
    make_article(trends=[make_trend("Small museums")])
    count_trends()
    assert '<span class="shelf__count">2<' in html_of(client, "/trends/")


def test_a_contributor_of_the_archive_only_has_a_page_and_is_listed(client, archive):
    html = html_of(client, "/contributors/bo-berg/")
    assert archive.second.title in html
    assert "Nothing has been published here yet" not in html
    assert "Bo Berg" in html_of(client, "/contributors/")
    archive.second.unpublish()
    assert "Bo Berg" not in html_of(client, "/contributors/")
    assert client.get("/contributors/bo-berg/").status_code == 404


def test_an_institution_shows_what_was_written_there(client, archive):
    credit = archive.first.credits.get()
    credit.institution = make_institution("Tidal Museum")
    credit.save()
    assert archive.first.title in html_of(client, "/institutions/tidal-museum/")


def test_the_sitemap_names_issues_articles_and_people_but_no_page_scans(client, archive):
    sitemap = whole_sitemap(client)
    for address in (
        "/archive/", "/archive/themes/", archive.issue.url, archive.first.url, "/contributors/bo-berg/",
        "/trends/small-museums/",
    ):  # fmt: skip
        assert f"<loc>http://testserver{address}</loc>" in sitemap
    assert "pages/" not in sitemap
    assert "/files/" not in sitemap


def test_the_front_page_shows_issues_of_these_months_in_other_years(client, archive, monkeypatch):
    make_issue("Autumn then", year=2005, months=5)
    monkeypatch.setattr(timezone, "localdate", lambda timezone: date(2026, 10, 1))
    html = html_of(client, "/")
    assert "Autumn then" in html
    assert archive.issue.title not in html
    monkeypatch.setattr(timezone, "localdate", lambda timezone: date(2026, 1, 1))
    assert archive.issue.title in html_of(client, "/")


def test_the_menu_leads_to_the_archive(client, archive):
    assert '<a href="/archive/">Archive</a>' in html_of(client, "/contributors/")


def test_an_archived_article_is_found_by_its_authors_new_name(client, archive):
    person = make_contributor("Bo Berg")
    person.name = "Bo Quarrington"
    person.save()
    assert archive.second.title in html_of(client, "/search/?q=Quarrington")
