"""Merge, split, retire: nothing loses its last trend, and no address that answered answers 404."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.models import ArchivedTrend
from articles.models import ArticlePage, ArticleTrend, KeyArticle, MergedTrend, Trend, TrendSynonym
from articles.trends.tasks import count_trends
from articles.vocabulary.merge import VocabularyError, merge, preview_merge
from articles.vocabulary.retire import retire
from articles.vocabulary.split import Place, split
from tests.factories import DAY, make_archived_article, make_article, make_issue, make_trend

pytestmark = pytest.mark.django_db


def trends_of(page):
    return set(type(page).objects.get(pk=page.pk).trends.values_list("name", flat=True))


@pytest.fixture
def pair():
    return make_trend("Citizen science"), make_trend("Community science")


def test_a_merge_files_everything_under_the_one_that_stays(pair):
    old, target = pair
    only_old, both = make_article(trends=[old]), make_article(trends=pair)
    archived = make_archived_article(issue=make_issue(), trends=[old])
    merge(old, target)
    for page in (only_old, both, archived):
        assert trends_of(page) == {"Community science"}
    assert ArticleTrend.objects.filter(content_object=both.pk).count() == 1
    assert not Trend.objects.filter(name="Citizen science").exists()


def test_the_preview_counts_what_will_change(pair):
    old, target = pair
    make_article(trends=[old])
    make_article(trends=pair)
    draft = make_article(trends=[target])
    draft.trends.set([old])
    draft.save_revision()
    counts = preview_merge(old, target)
    assert (counts.pieces, counts.with_both, counts.waiting, counts.synonyms) == (3, 1, 1, 1)


def test_names_and_synonyms_lead_to_the_one_that_stays(pair):
    old, target = pair
    TrendSynonym.objects.create(trend=old, name="Crowd science")
    merge(old, target)
    assert Trend.objects.resolve("citizen SCIENCE") == target
    assert Trend.objects.resolve("Crowd science") == target


def test_what_else_refers_to_it_is_kept(pair):
    old, target = pair
    other = make_trend("Touch", successor=old)
    old.see_also.add(target, other)
    article = make_article(trends=[old])
    KeyArticle.objects.create(trend=old, page=article)
    KeyArticle.objects.create(trend=target, page=article)
    merge(old, target)
    other.refresh_from_db()
    assert other.successor == target
    assert list(target.see_also.all()) == [other]
    assert target.key_articles.count() == 1


@pytest.mark.parametrize("publish", ["draft", "scheduled"])
def test_a_draft_that_names_the_old_trend_is_published_with_the_new_one(pair, publish):
    old, target = pair
    article = make_article(trends=[old])
    article.title = "Changed"
    revision = article.save_revision(approved_go_live_at=timezone.now() + DAY if publish == "scheduled" else None)
    merge(old, target)
    assert [trend.name for trend in revision.as_object().trends.all()] == ["Community science"]
    article.get_latest_revision().publish()
    assert trends_of(article) == {"Community science"}
    assert ArticlePage.objects.get(pk=article.pk).title == "Changed"


def test_a_draft_with_both_gets_one(pair):
    old, target = pair
    article = make_article(trends=[])
    article.trends.set(pair)
    article.save_revision()
    merge(old, target)
    article.get_latest_revision().publish()
    assert ArticleTrend.objects.filter(content_object=article.pk).count() == 1


def test_revisions_outlive_two_merges(pair):
    old, target = pair
    last = make_trend("Participation")
    article = make_article(trends=[old])
    revision = article.save_revision()
    merge(old, target)
    merge(target, last)
    assert MergedTrend.objects.filter(trend=last).count() == 2
    revision.publish()
    assert trends_of(article) == {"Participation"}


def test_an_old_revision_of_the_archive_too(pair):
    old, target = pair
    archived = make_archived_article(issue=make_issue(), trends=[old])
    revision = archived.get_latest_revision()
    merge(old, target)
    revision.publish()
    assert ArchivedTrend.objects.get(content_object=archived.pk).tag == target


def test_no_address_is_lost(client, pair):
    old, target = pair
    make_article(trends=[old])
    make_archived_article(issue=make_issue(), trends=[old])
    paths = [
        "/trends/citizen-science/",
        "/feeds/trends/citizen-science/rss.xml",
        "/trends/compare/?trend=citizen-science",
        "/archive/themes/citizen-science/",
    ]
    count_trends()
    before = {path: client.get(path).status_code for path in paths}
    merge(old, target)
    count_trends()
    for path, status in before.items():
        assert status in {200, 301}, path
        response = client.get(path, follow=True)
        assert response.status_code == 200, path
        assert response.redirect_chain[0][1] == 301, path
        assert "community-science" in response.redirect_chain[-1][0], path


def test_former_slugs_of_the_old_one_lead_on(client, pair):
    old, target = pair
    old.slug = "citizens"
    old.save()
    merge(old, target)
    response = client.get("/trends/citizen-science/")
    assert (response.status_code, response["Location"]) == (301, "/trends/community-science/")


def test_nonsense_is_refused_with_a_sentence(pair):
    old, target = pair
    with pytest.raises(VocabularyError, match="into itself"):
        merge(old, old)
    retire(target, None)
    with pytest.raises(VocabularyError, match="“Community science” is retired"):
        merge(old, target)


def test_a_split_files_each_piece_as_chosen(pair):
    trend, other = pair
    stays, goes, both, unasked = (make_article(trends=[trend]) for _ in range(4))
    archived = make_archived_article(issue=make_issue(), trends=[trend])
    chosen = {stays.pk: Place.STAYS, goes.pk: Place.GOES, both.pk: Place.BOTH, archived.pk: Place.GOES}
    assert split(trend, other, chosen) == 3
    assert trends_of(stays) == trends_of(unasked) == {"Citizen science"}
    assert trends_of(goes) == trends_of(archived) == {"Community science"}
    assert trends_of(both) == {"Citizen science", "Community science"}


def test_the_draft_of_a_piece_is_split_with_it(pair):
    trend, other = pair
    article = make_article(trends=[trend])
    article.title = "Changed"
    article.save_revision()
    split(trend, other, {article.pk: Place.GOES})
    ArticlePage.objects.get(pk=article.pk).get_latest_revision().publish()
    assert trends_of(article) == {"Community science"}


def test_a_retired_trend_leads_to_its_successor(client, pair):
    old, target = pair
    make_article(trends=[old])
    retire(old, target)
    html = client.get("/trends/citizen-science/").content.decode()
    assert "new articles no longer carry it; see" in html
    assert 'href="/trends/community-science/"' in html
    assert old not in Trend.objects.offered([])


def test_successors_of_successors_are_never_retired(pair):
    old, target = pair
    last = make_trend("Participation")
    retire(old, target)
    retire(target, last)
    old.refresh_from_db()
    assert old.successor == last
    with pytest.raises(VocabularyError):
        retire(last, target)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "retire"]),
        st.integers(0, 4),
        st.integers(0, 4),
        st.lists(st.sampled_from(list(Place)), min_size=6, max_size=6),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS, carried=st.lists(st.sets(st.integers(0, 4), min_size=1), min_size=6, max_size=6))
def test_nothing_loses_its_last_trend_and_no_address(client, world_of_trends, steps, carried):
    trends, pieces = world_of_trends(carried)
    slugs = [trend.slug for trend in trends]
    for what, one, other, places in steps:
        trend, second = (Trend.objects.filter(name=f"Trend {number}").first() for number in (one, other))
        if trend and second:
            _take_step(what, trend, second, dict(zip((piece.pk for piece in pieces), places, strict=True)))
    for piece in pieces:
        names = list(type(piece).objects.get(pk=piece.pk).trends.values_list("name", flat=True))
        assert names
        assert len(names) == len(set(names))
        published = type(piece).objects.get(pk=piece.pk).get_latest_revision().as_object()
        assert published.trends.exists()
    for slug in slugs:
        assert client.get(f"/trends/{slug}/", follow=True).status_code == 200


def _take_step(what, trend, second, places):
    try:
        if what == "merge":
            merge(trend, second)
        elif what == "split":
            split(trend, second, places)
        else:
            retire(trend, second)
    except VocabularyError:
        return


@pytest.fixture
def world_of_trends():
    issue = make_issue()

    def make(carried):
        ArticlePage.objects.all().delete()
        for trend in Trend.objects.all():
            ArchivedTrend.objects.filter(tag=trend).delete()
            ArticleTrend.objects.filter(tag=trend).delete()
            trend.delete()
        trends = [make_trend(f"Trend {number}") for number in range(5)]
        pieces = []
        for place, numbers in enumerate(carried):
            chosen = [trends[number] for number in numbers]
            piece = make_archived_article(issue=issue, trends=chosen) if place > 3 else make_article(trends=chosen)
            piece.save_revision()
            pieces.append(piece)
        return trends, pieces

    return make
