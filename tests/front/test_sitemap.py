"""The sitemap names what everybody may read."""

import re
from datetime import UTC, datetime

import pytest
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from tests.factories import make_article, make_contributor, make_trend


def parts(reader) -> dict[str, str]:
    """Return every part that the index names, by its address."""
    answer = reader.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml"
    addresses = re.findall(r"<loc>http://testserver(.+?)</loc>", answer.content.decode())
    return {address: reader.get(address).content.decode() for address in addresses}


def whole_sitemap(reader) -> str:
    return "".join(parts(reader).values())


def test_it_names_public_pages_and_the_lists_beside_them(reader):
    article = make_article("Tides", authors=[make_contributor()], trends=[make_trend()], kind="review")
    sitemap = whole_sitemap(reader)
    for address in (
        article.url,
        "/trends/community-science/",
        "/contributors/ana-duarte/",
        "/kinds/reviews/",
    ):
        assert f"<loc>http://testserver{address}</loc>" in sitemap


def test_it_is_silent_about_drafts_and_restricted_pages(reader):
    make_article("Unfinished").unpublish()
    restricted = make_article("Restricted", authors=[make_contributor("Secret Writer")])
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    sitemap = whole_sitemap(reader)
    for word in ("unfinished", "restricted", "secret-writer"):
        assert word not in sitemap


def test_each_year_has_a_part_that_says_when_something_in_it_changed(reader):
    for title, year in (("Old", 2023), ("New", 2024)):
        make_article(title, published_at=datetime(year, 12, 31, 12, tzinfo=UTC))
    found = parts(reader)
    assert list(found) == [f"/sitemap-{part}.xml" for part in ("pages", "lists", 2024, 2023)]
    assert re.findall("<loc>http://testserver(.+?)</loc>", found["/sitemap-2023.xml"]) == ["/features/old/"]
    assert "<lastmod>2023-12-31</lastmod>" in found["/sitemap-2023.xml"]
    assert "<lastmod>2024-12-31" in reader.get("/sitemap.xml").content.decode()
    assert "/features/" in found["/sitemap-pages.xml"]
    assert "/features/new/" not in found["/sitemap-pages.xml"]
    assert reader.get("/sitemap-2022.xml").status_code == 404


@pytest.mark.parametrize("name", ["revised_at", "corrected_at"])
def test_an_update_counts_for_the_year_of_the_publication(reader, name):
    for title in ("Updated", "Left alone"):
        make_article(title, published_at=datetime(2023, 12, 31, 12, tzinfo=UTC))
    make_article("New", published_at=datetime(2024, 6, 1, tzinfo=UTC))
    ArticlePage.objects.filter(title="Updated").update(**{name: datetime(2025, 3, 1, 12, tzinfo=UTC)})
    lastmod = re.findall("<lastmod>(.{10})", parts(reader)["/sitemap-2023.xml"])
    assert sorted(lastmod) == ["2023-12-31", "2025-03-01"]
    assert re.findall("<lastmod>(.{10})", reader.get("/sitemap.xml").content.decode()) == ["2024-06-01", "2025-03-01"]


def test_robots_are_told_where_it_is(client, db):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
