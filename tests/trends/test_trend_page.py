"""The page of a trend: timeline, key articles, and ties."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.models import KeyArticle
from articles.trends.tasks import count_trends
from tests.factories import (
    make_archived_article,
    make_article,
    make_contributor,
    make_institution,
    make_issue,
    make_section,
    make_trend,
)

pytestmark = pytest.mark.django_db
THIS_YEAR = timezone.localdate().year


def read(client, path="/trends/co-design/"):
    count_trends()
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def between(html, first, last="</section>"):
    return html.split(first, 1)[1].split(last, 1)[0]


def test_then_and_now_stand_beside_each_other(client):
    trend = make_trend("Co-design")
    make_article(trends=[trend], published_at=timezone.now())
    issue = make_issue(year=2006)
    for _ in range(2):
        make_archived_article(issue=issue, trends=[trend])
    section = between(read(client), 'id="timeline"')
    assert "Printed issues: 2 pieces, 2006" in section
    assert f"Today’s magazine: 1 piece, {THIS_YEAR}" in section
    assert '<th scope="row">2006</th><td class="number">0</td><td class="number">2</td>' in section
    assert 'role="img"' in section


def test_a_trend_without_pieces_has_no_timeline(client):
    make_trend("Co-design")
    html = read(client)
    assert "Then and now" not in html
    assert "No article carries this trend yet." in html


def test_editors_say_where_to_begin(client):
    trend = make_trend("Co-design")
    old = make_archived_article("The first workshop", issue=make_issue(year=2006), trends=[trend])
    new = make_article("The last workshop", trends=[trend])
    for order, page in enumerate((old, new)):
        KeyArticle.objects.create(trend=trend, page=page, sort_order=order)
    section = between(read(client), "Begin here")
    assert section.index("The first workshop") < section.index("The last workshop")
    assert "Members" in section, "a gated piece says so"


def test_what_is_not_published_is_no_beginning(client):
    trend = make_trend("Co-design")
    for page in (make_article("Withdrawn", live=False), make_article("Hidden")):
        KeyArticle.objects.create(trend=trend, page=page)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    html = read(client)
    assert "Begin here" not in html
    assert "Withdrawn" not in html


def test_only_articles_can_be_key_articles():
    key = KeyArticle(trend=make_trend(), page=make_section("Features").page_ptr)
    with pytest.raises(ValidationError, match="“Features” is no article"):
        key.clean()


def test_people_and_institutions_by_how_often_they_meet_it(client):
    trend, museum = make_trend("Co-design"), make_institution("Tidal Museum")
    often, once = make_contributor("Ana Duarte", institution=museum), make_contributor("Ben Okri")
    for people in ([often, once], [often]):
        make_article(trends=[trend], authors=people).institutions.set([museum])
    for article in museum.articles_about.all():
        article.institutions.set([museum])
    html = read(client)
    people = between(html, 'id="people"')
    assert people.index("Ana Duarte") < people.index("Ben Okri")
    assert '2<span class="hidden"> pieces' in people


def test_an_institution_that_an_article_is_about_is_tied_to_its_trends(client):
    article = make_article(trends=[make_trend("Co-design")])
    article.institutions.set([make_institution("Tidal Museum")])
    article.save_revision().publish()
    assert "Tidal Museum" in between(read(client), 'id="institutions"')


def test_neighbours_are_weighed_by_rarity(client):
    trend, rare, common = make_trend("Co-design"), make_trend("Night opening"), make_trend("Budgets")
    for _ in range(2):
        make_article(trends=[trend, rare, common])
    make_article(trends=[trend, common])
    for _ in range(12):
        make_article(trends=[common])
    section = between(read(client), 'id="neighbours"')
    assert section.index("Night opening") < section.index("Budgets"), "3 of 15 are fewer than 2 of 2"
    assert "geometric mean" in section


def test_a_trend_that_was_met_once_is_no_neighbour(client):
    make_article(trends=[make_trend("Co-design"), make_trend("Budgets")])
    assert 'id="neighbours"' not in read(client)


def test_later_pages_show_articles_only(client):
    trend = make_trend("Co-design")
    for _ in range(13):
        make_article(trends=[trend])
    html = read(client)
    older = html.split('rel="next" href="', 1)[1].split('"')[0]
    assert "Then and now" not in read(client, older)


def test_what_is_tied_costs_one_query_and_key_articles_four(client):
    def cost():
        read(client)
        with CaptureQueriesContext(connection) as captured:
            client.get("/trends/co-design/")
        return len(captured)

    trend, other = make_trend("Co-design"), make_trend("Touch")
    trend.see_also.add(other)
    articles = [make_article(trends=[trend, other], authors=[make_contributor(f"A {n}")]) for n in range(4)]
    archived = make_archived_article(trends=[trend, other])
    few = cost()
    assert few <= 12
    for page in (*articles, archived):
        KeyArticle.objects.create(trend=trend, page=page)
    assert cost() <= few + 3


@pytest.mark.parametrize("name", ["Ωμέγα τάσεις", "T" * 60, "Low-tech & <repair>"])
def test_any_name_can_be_shown(client, name):
    trend = make_trend(name, **({"slug": "ωμέγα-τάσεις"} if name.startswith("Ω") else {}))
    article = make_article()
    article.trends.set([trend])
    article.save_revision().publish()
    assert read(client, trend.get_absolute_url())
    assert read(client, f"/trends/compare/?trend={trend.slug}")
