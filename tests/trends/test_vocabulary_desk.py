"""The pages on which editors change the vocabulary."""

import pytest

from articles.models import Trend, TrendSynonym
from articles.vocabulary.suggest import known_phrases, suggestions
from tests.factories import make_archived_article, make_article, make_issue, make_site, make_trend, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    make_site()
    user = make_user("keeper@dimensions.example", is_superuser=True)
    client.force_login(user)
    return client


def words(response):
    return " ".join(response.content.decode().split())


def test_a_merge_shows_what_will_change_and_asks_once(keeper):
    old, target = make_trend("Citizen science"), make_trend("Community science")
    article = make_article(trends=[old])
    url = f"/admin/vocabulary/{old.pk}/merge/"
    assert "What will change?" in words(keeper.get(url))
    preview = words(keeper.post(url, {"other": target.pk}))
    assert "1 piece gets the other trend" in preview
    assert Trend.objects.filter(pk=old.pk).exists()
    response = keeper.post(url, {"other": target.pk, "confirmed": "1"}, follow=True)
    assert "“Citizen science” is now a synonym of “Community science”." in words(response)
    assert [trend.name for trend in type(article).objects.get(pk=article.pk).trends.all()] == ["Community science"]


def test_the_list_of_trends_offers_to_change_them(keeper):
    trend = make_trend("Citizen science")
    html = words(keeper.get("/admin/snippets/articles/trend/"))
    for action in ("merge", "split", "retire"):
        assert f"/admin/vocabulary/{trend.pk}/{action}/" in html


def test_a_trend_is_retired_in_favour_of_another(keeper):
    old, target = make_trend("Citizen science"), make_trend("Community science")
    url = f"/admin/vocabulary/{old.pk}/retire/"
    assert "Nobody" in words(keeper.get(url)) or "nobody can choose it" in words(keeper.get(url))
    keeper.post(url, {"other": target.pk, "confirmed": "1"})
    old.refresh_from_db()
    assert (old.status, old.successor) == ("retired", target)


def test_a_split_asks_for_each_piece(keeper):
    trend, other = make_trend("Citizen science"), make_trend("Community science")
    goes, stays = make_article("It goes", trends=[trend]), make_article("It stays", trends=[trend])
    url = f"/admin/vocabulary/{trend.pk}/split/"
    assert "Choose the trend to which some of the pieces go" in words(keeper.get(url))
    html = words(keeper.get(url, {"other": other.pk}))
    assert "It goes" in html
    assert "Both: It stays" in html
    response = keeper.post(
        url,
        {"other": other.pk, f"piece-{goes.pk}": "goes", f"piece-{stays.pk}": "stays", "piece-x": "goes"},
        follow=True,
    )
    assert "1 pieces are filed under" in words(response)
    assert [page.pk for page in type(goes).objects.filter(article_trends__tag=other)] == [goes.pk]


def test_pieces_without_trends_get_suggestions_that_are_accepted_in_bulk(keeper):
    trend = make_trend("Community science")
    TrendSynonym.objects.create(trend=trend, name="citizen science")
    article = make_article("What citizen sciences are for")
    archived = make_archived_article("Old community science", issue=make_issue())
    make_article("Filed already", trends=[trend])
    html = words(keeper.get("/admin/reports/pieces-without-trends/"))
    ticks = [f"articles.articlepage:{article.pk}:{trend.pk}", f"archive.archivedarticlepage:{archived.pk}:{trend.pk}"]
    for tick in ticks:
        assert f'value="{tick}" checked' in html
    assert "Filed already" not in html
    response = keeper.post("/admin/reports/pieces-without-trends/", {"accept": ticks}, follow=True)
    assert "2 suggestions are accepted." in words(response)
    assert "Every published piece carries a trend." in words(response)
    for page in (article, archived):
        later = type(page).objects.get(pk=page.pk)
        later.get_latest_revision_as_object().save_revision().publish()
        assert later.trends.count() == 1


@pytest.mark.parametrize("tick", ["nonsense", "a:b:c", "articles.articlepage:x:1", "members.user:1:1"])
def test_a_forged_tick_changes_nothing(keeper, tick):
    make_trend()
    response = keeper.post("/admin/reports/pieces-without-trends/", {"accept": [tick]}, follow=True)
    assert response.status_code == 200
    assert "0 suggestions are accepted." in words(response)


def test_trends_without_pieces_are_reported(keeper):
    make_trend("Never used")
    make_article(trends=[make_trend("Used")])
    html = words(keeper.get("/admin/reports/trends-without-pieces/"))
    assert "Never used" in html
    assert ">Used<" not in html


@pytest.mark.parametrize("action", ["merge", "split", "retire"])
def test_others_are_kept_out(client, action):
    trend = make_trend()
    client.force_login(make_user("author@dimensions.example"))
    response = client.get(f"/admin/vocabulary/{trend.pk}/{action}/")
    assert response.status_code in {302, 403}
    assert client.get("/admin/reports/pieces-without-trends/").status_code in {302, 403}


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Planning a giant screen", "", ["Giant screens"]),
        ("Nothing here", "One giant screen.", []),
        ("Nothing here", "One giant screen, then GIANT SCREENS.", ["Giant screens"]),
        ("Cafés scientifiques", "", ["Science cafes"]),
        ("Glass and mass", "", []),
    ],
)
def test_a_trend_is_suggested_where_its_name_stands(title, text, wanted):
    make_trend("Giant screens")
    TrendSynonym.objects.create(trend=make_trend("Science cafes"), name="cafés scientifiques")
    TrendSynonym.objects.create(trend=make_trend("Old screens", status="retired"), name="Glass")
    article = make_article(title, text=f"<p>{text}</p>", deck="A deck.")
    assert [trend.name for trend in suggestions(article, known_phrases())] == wanted
