"""Pages stored before show at once that something became public or was withdrawn."""

import pytest

from articles.models import ArticlePage
from tests.factories import make_article, make_contributor, make_institution, make_membership, make_trend
from tests.store.reader import commit

PAGES = {
    "contributor": ("/contributors/", "/contributors/wren-hidden/"),
    "institution": ("/institutions/", "/institutions/wren-hidden/"),
    "trend": ("/trends/", "/trends/wren-hidden/"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_stored_pages_follow(site, kind):
    shelf, page = PAGES[kind]
    person = make_contributor("Wren Hidden") if kind == "contributor" else make_contributor("Ana")
    trend = make_trend("Wren Hidden", status="proposed") if kind == "trend" else make_trend()
    place = make_institution("Wren Hidden", number=None) if kind == "institution" else None
    article = make_article("Tides", authors=[make_contributor("Bo")])
    article.unpublish()
    commit()

    def shown() -> tuple[bool, bool]:
        return site.get(page).status == 200, "Wren Hidden" in site.get(shelf).text

    assert shown() == (False, False)
    if place:
        membership = make_membership(place)
    else:
        article.credits.set([article.credits.model(contributor=person)])
        article.trends.set([trend])
        article.save_revision().publish()
    commit()
    assert shown() == (True, True)
    membership.delete() if place else ArticlePage.objects.get(pk=article.pk).unpublish()
    commit()
    assert shown() == (False, False)
