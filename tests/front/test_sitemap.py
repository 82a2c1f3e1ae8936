"""The sitemap names what everybody may read."""

from wagtail.models import PageViewRestriction

from tests.factories import make_article, make_contributor, make_trend


def test_it_names_public_pages_and_the_lists_beside_them(reader):
    article = make_article("Tides", authors=[make_contributor()], trends=[make_trend()], kind="review")
    sitemap = reader.get("/sitemap.xml").content.decode()
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
    sitemap = reader.get("/sitemap.xml").content.decode()
    for word in ("unfinished", "restricted", "secret-writer"):
        assert word not in sitemap


def test_robots_are_told_where_it_is(client, db):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
