"""The API's resources for front ends, and their query counts."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone
from wagtail.models import Page

from tests.api.conftest import items, sentence, titles
from tests.bodies import SMALL, YESTERDAY, action, every_block, make_document
from tests.factories import DAY, make_article, make_contributor, make_image, make_section, make_trend

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    """Three articles that differ in everything that can be filtered."""
    features, viewpoints = make_section("Features"), make_section("Viewpoints")
    ana, bo = make_contributor("Ana Duarte"), make_contributor("Bo Sørensen", slug="bo-sorensen")
    science, design = make_trend("Community science"), make_trend("Co-design")
    make_article("First", section=features, authors=[ana], trends=[science])
    make_article("Second", section=viewpoints, authors=[ana, bo], trends=[science, design], kind="viewpoint")
    make_article("Third", section=features, authors=[bo], kind="viewpoint")


def test_the_way_through_all_articles_repeats_nothing_when_something_new_appears(client):
    moment = timezone.now() - DAY
    for number in range(5):
        make_article(f"No. {number}", published_at=moment - number // 2 * DAY)
    answer = client.get("/api/v3/articles/?limit=2&section=features").json()
    assert answer["count"] == 5
    make_article("News", published_at=timezone.now())
    found = [item["title"] for item in answer["items"]]
    while answer["next"]:
        answer = client.get(answer["next"]).json()
        assert answer["count"] is None
        found += [item["title"] for item in answer["items"]]
    assert sorted(found) == [f"No. {number}" for number in range(5)]


def test_a_cursor_that_is_none_is_refused(client):
    answer = client.get("/api/v3/articles/?cursor=MjAyNC0wMi0zMC0xMDE1MzA")
    assert answer.status_code == 422
    assert "is no place in this list" in answer.json()["detail"]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["First", "Second", "Third"]),
        ("?section=features", ["First", "Third"]),
        ("?trend=community-science", ["First", "Second"]),
        ("?contributor=bo-sorensen", ["Second", "Third"]),
        ("?kind=viewpoint", ["Second", "Third"]),
        ("?kind=viewpoint&section=features", ["Third"]),
        ("?kind=news", []),
        ("?limit=1&offset=1", ["Second"]),
        ("?offset=9", []),
    ],
)
def test_articles_can_be_narrowed_and_paged(client, query, found):
    assert titles(client.get(f"/api/v3/articles/{query}")) == found


def test_order_is_stable_when_articles_share_a_moment(client):
    moment = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    for number in range(4):
        make_article(f"Piece {number}", published_at=moment)
    pages = [titles(client.get(f"/api/v3/articles/?limit=2&offset={offset}")) for offset in (0, 2)]
    assert pages == [["Piece 3", "Piece 2"], ["Piece 1", "Piece 0"]]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("articles/?section=nothing", 422, "There is no section with the slug “nothing”."),
        ("articles/?trend=nothing", 422, "There is no trend with the slug “nothing”."),
        ("articles/?contributor=nobody", 422, "There is no contributor with the slug “nobody”."),
        ("articles/?kind=poem", 422, "Input should be 'analysis', 'news'"),
        ("articles/?trend=%00", 422, "String should match pattern"),
        ("articles/?section=a'b", 422, "String should match pattern"),
        ("articles/?limit=0", 422, "greater than or equal to 1"),
        ("articles/?limit=101", 422, "less than or equal to 100"),
        ("articles/?limit=many", 422, "valid integer"),
        ("articles/?offset=1001", 422, "offset cannot be higher than 1000: follow “next” to what comes after"),
        ("articles/?offset=-1", 422, "greater than or equal to 0"),
        ("articles/?offset=99999999999999999999", 422, "a whole number up to 1000000"),
        (f"articles/{uuid.UUID(int=0)}/", 404, "There is no such article."),
        ("articles/by-path/", 422, "Field required"),
        ("articles/by-path/?path=/features/nothing/", 404, "There is no such article."),
        ("articles/by-path/?path=/nothing/first/", 404, "There is no such article."),
        ("articles/by-path/?path=/features/first/more/", 404, "There is no such article."),
        ("articles/by-path/?path=/", 404, "There is no such article."),
        ("articles/by-path/?path=%00", 422, "String should match pattern"),
        ("sections/nothing/", 404, "There is no such section."),
        ("trends/nothing/", 404, "There is no such trend."),
        ("contributors/nobody/", 404, "There is no such contributor."),
    ],
)
def test_wrong_question_gets_a_sentence(client, path, status, said):
    response = client.get(f"/api/v3/{path}")
    assert response.status_code == status
    assert said in sentence(response)


def body_of(client, article):
    return client.get(f"/api/v3/articles/{article.public_id}/").json()["body"]


def test_block_that_lost_its_picture_file_or_page_is_left_out(client):
    other = make_article("Other")
    body = every_block(other)
    piece = make_article(body=body)
    first, second = [block.value for block in piece.body if block.block_type in {"gallery", "image"}]
    first["image"].delete()
    second["items"][0]["image"].delete()
    other.unpublish()
    blocks = {block["type"]: block["value"] for block in body_of(client, piece)}
    assert blocks.keys() == {block["type"] for block in body} - {"image", "related_article"}
    assert [item["caption"] for item in blocks["gallery"]["items"]] == ["Two"]


def test_expired_action_box_is_left_out(client):
    piece = make_article(body=[action("Over", YESTERDAY), action("Open")])
    assert [block["value"]["title"] for block in body_of(client, piece)] == ["Open"]


def test_recording_of_ours_comes_as_a_file(client):
    sound = {
        "title": "Hum", "url": "", "description": "", "transcript": "<p>Hum.</p>",
        "file": make_document("Hum", "hum.mp3").pk,
    }  # fmt: skip
    [block] = body_of(client, make_article(body=[{"type": "media", "value": sound}]))
    assert block["value"]["file"]["extension"] == "mp3"
    assert block["value"]["file"]["size"] == 12
    assert block["value"]["file"]["url"].startswith("http://testserver/documents/")
    assert block["value"]["url"] is None


def test_rich_text_is_harmless_and_absolute(client):
    text = '<p>See <a href="/about/">about</a><script>x()</script> <a href="javascript:x()">this</a></p>'
    [block] = body_of(client, make_article(text=text))
    assert block["value"] == '<p>See <a href="http://testserver/about/">about</a> <a>this</a></p>'


def publish(number, body):
    return make_article(
        f"Piece {number}",
        authors=[
            make_contributor(f"Ana {number}", portrait=make_image(size=SMALL)),
            make_contributor(f"Bo {number}"),
        ],
        trends=[make_trend(f"Trend {number}")],
        lead_image=make_image(f"Lead {number}", size=SMALL),
        body=body,
    )


@pytest.mark.parametrize(("name", "cost"), [("articles", 7), ("sections", 3), ("trends", 4), ("contributors", 4)])
def test_list_costs_the_same_however_long_it_is(client, django_assert_num_queries, name, cost):
    for number in range(2):
        publish(number, [])
        make_section(f"Section {number}")
    client.get(f"/api/v3/{name}/")  # makes the renditions
    with django_assert_num_queries(cost):
        client.get(f"/api/v3/{name}/")
    for number in range(2, 12):
        publish(number, [])
        make_section(f"Section {number}")
    client.get(f"/api/v3/{name}/")
    with django_assert_num_queries(cost):
        assert len(items(client.get(f"/api/v3/{name}/"))) >= 12


def test_article_costs_the_same_however_long_it_is(client, django_assert_num_queries):
    related = make_article("Related")
    short, long = publish(1, every_block(related)), publish(2, every_block(related) * 5)
    for article in (short, long):
        client.get(f"/api/v3/articles/{article.public_id}/")
        with django_assert_num_queries(18):
            client.get(f"/api/v3/articles/{article.public_id}/")


def test_second_poll_costs_nothing_until_something_changes(client):
    piece = make_article()
    for path in (f"/api/v3/articles/{piece.public_id}/", "/api/v3/articles/"):
        first = client.get(path)
        assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
        piece.deck = f"Changed for {path}"
        piece.save_revision().publish()
        assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_address_of_a_page_is_worked_out_once_for_each_answer(client, monkeypatch):
    pieces = [make_article() for _ in range(3)]
    looked_up = []
    get_url = Page.get_url
    monkeypatch.setattr(Page, "get_url", lambda page, request: looked_up.append(page.pk) or get_url(page, request))
    assert len(items(client.get("/api/v3/articles/"))) == 3
    assert sorted(looked_up) == sorted([pieces[0].section.pk, *(piece.pk for piece in pieces)])
