"""Writing through the API, in the name of the token's owner."""

import pytest

from articles.models import ArticlePage, Contributor, TrendSynonym
from tests.api.conftest import sentence
from tests.bodies import every_block
from tests.factories import (
    make_article,
    make_contributor,
    make_image,
    make_institution,
    make_section,
    make_trend,
)

pytestmark = pytest.mark.django_db


def send(client, path, **fields):
    return client.post(f"/api/v3/{path}", fields, content_type="application/json")


def article(**fields):
    """Return the JSON of a complete article."""
    return {
        "meta": {"type": "articles.ArticlePage", "parent_id": make_section().pk},
        "title": "Tides at night",
        "deck": "What happened when the doors stayed open.",
        "body": [{"type": "text", "value": "<p>The doors stayed open.</p>"}],
    } | fields


@pytest.fixture
def publish(program):
    """Create and publish an article, as a managing editor."""

    def send_and_publish(**fields):
        sent = article(**fields)
        sent["meta"] |= {"action": "publish"}
        return send(program("Managing editor"), "pages/", **sent)

    return send_and_publish


def test_author_hands_in_a_complete_draft(program):
    trend = make_trend("Community science")
    trend.synonyms.add(TrendSynonym(name="Citizen science"))
    trend.save()
    make_trend("Co-design")
    museum = make_institution()
    ana, bo = (
        make_contributor("Ana Duarte", job_title="Director", institution=museum),
        make_contributor("Bo Sørensen"),
    )
    answer = send(
        program("Author"),
        "pages/",
        **article(
            credits=[
                {"contributor_id": ana.pk, "role": "author"},
                {"contributor_id": bo.pk, "role": "photographer", "title": "Freelance"},
            ],
            trends=["citizen science", "Co-design"],
            institutions=[museum.pk],
            lead_image_id=make_image().pk,
        ),
    )
    assert answer.status_code == 201, answer.content
    draft = ArticlePage.objects.get(pk=answer.json()["id"]).get_latest_revision_as_object()
    assert not draft.live
    assert [(str(credit), credit.line) for credit in draft.credits.all()] == [
        ("Author: Ana Duarte", "Director, Tidal Museum"),
        ("Photographer: Bo Sørensen", "Freelance"),
    ]
    assert sorted(trend.name for trend in draft.trends.all()) == ["Co-design", "Community science"]
    assert [institution.name for institution in draft.institutions.all()] == ["Tidal Museum"]
    assert "The doors stayed open." in str(draft.body)
    assert draft.owner.email == "author@example.org"


def test_author_cannot_publish(program):
    asking = program("Author")
    sent = article()
    sent["meta"] |= {"action": "publish"}
    answer = send(asking, "pages/", **sent)
    assert (answer.status_code, sentence(answer)) == (403, "You do not have permission to publish this page.")
    assert not ArticlePage.objects.exists()
    draft = send(asking, "pages/", **article(slug="another")).json()["id"]
    answer = send(asking, f"pages/{draft}/actions/publish/")
    assert answer.status_code == 403, answer.content
    assert not ArticlePage.objects.filter(live=True).exists()


def test_author_cannot_change_what_others_wrote(program):
    theirs = make_article("Theirs")
    answer = program("Author").patch(f"/api/v3/pages/{theirs.pk}/", {"title": "Mine"}, content_type="application/json")
    assert answer.status_code in {403, 404}
    assert ArticlePage.objects.get(pk=theirs.pk).get_latest_revision_as_object().title == "Theirs"


def test_author_changes_an_own_draft(program):
    asking = program("Author")
    draft = send(asking, "pages/", **article(trends=[make_trend().name])).json()["id"]
    answer = asking.patch(f"/api/v3/pages/{draft}/", {"deck": "Rewritten"}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    changed = ArticlePage.objects.get(pk=draft).get_latest_revision_as_object()
    assert changed.deck == "Rewritten"
    assert [trend.name for trend in changed.trends.all()] == ["Community science"]


def test_managing_editor_publishes(program, client):
    draft = send(program("Author"), "pages/", **article()).json()["id"]
    answer = send(program("Managing editor"), f"pages/{draft}/actions/publish/")
    assert answer.status_code == 200, answer.content
    assert client.get("/features/tides-at-night/").status_code == 200
    [item] = client.get("/api/v3/articles/").json()["items"]
    assert item["title"] == "Tides at night"


def test_stranger_writes_nothing(client):
    for asking in ({}, {"authorization": "Bearer wagtail_wrong"}):
        answer = client.post("/api/v3/pages/", article(), content_type="application/json", headers=asking)
        assert answer.status_code == 401
    assert not ArticlePage.objects.exists()


def test_log_in_without_token_writes_nothing(desk_client):
    answer = desk_client.post("/api/v3/pages/", article(), content_type="application/json")
    assert answer.status_code == 401


@pytest.fixture
def desk_client(client, person):
    client.force_login(person("Managing editor"))
    return client


MARCH = {"event_starts_at": "2027-03-02T18:00:00Z", "event_ends_at": "2027-03-02T09:00:00Z"}


def table(*rows):
    columns = [{"type": "text", "heading": "Hours"}, {"type": "number", "heading": "Visits"}]
    return {
        "type": "data_table",
        "value": {
            "title": "T",
            "chart": "bar",
            "table": {"columns": columns, "rows": [{"values": row} for row in rows]},
        },
    }


READING = {
    "type": "reading_list",
    "value": {"title": "R", "items": [{"title": "T", "url": "javascript:x()"}]},
}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Write a headline"),
        ({"deck": ""}, "Write a deck"),
        ({"body": []}, "nothing to read"),
        ({"kind": "poem"}, "not one of the available choices"),
        ({"kind": "event"}, "An event needs a start."),
        ({"kind": "event", **MARCH}, "The event ends before it starts: check both times."),
        ({"trends": ["Underwater weaving"]}, "“Underwater weaving”: not in the vocabulary."),
        ({"resource_url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"body": [READING]}, "0.items.0.url: Enter a valid URL."),
        ({"body": [{"type": "text", "value": f"<p>{'word ' * 40_000}</p>"}]}, "Split it into parts"),
        ({"body": [{"type": "text", "value": "<p>Half a fish: \ud83d</p>"}]}, "cannot be printed"),
        ({"body": [{"type": "poem", "value": "x"}]}, "poem"),
        ({"body": [{"value": "x"}]}, "Unable to extract tag using discriminator 'type'"),
        ({"body": [{"type": "text"}]}, "Field required"),
        ({"body": [{"type": "pull_quote", "value": "words"}]}, "valid dictionary"),
        (
            {"body": [{"type": "pull_quote", "value": {"role": "Director"}}]},
            "0.quote: This field is required.",
        ),
        ({"body": [{"type": "gallery", "value": {"items": [{"image": 7}]}}]}, "valid dictionary"),
        ({"body": [{"type": "download", "value": {"document": 999}}]}, "There is no document with the number 999."),
        ({"body": [table(["Day"])]}, "Row 1 has 1 values for 2 columns."),
        ({"body": [table(["Day", "many"])]}, "0.table.rows.0.1: Enter a number."),
        ({"body": "words"}, "valid list"),
        ({"credits": [{"contributor_id": 999_999}]}, "valid choice"),
        ({"published_at": "2100-01-01T10:00:00Z"}, "use the schedule"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(publish, fields, said):
    answer = publish(**fields)
    assert 400 <= answer.status_code < 500, answer.content
    assert said in sentence(answer)
    assert not ArticlePage.objects.exists()


HOSTILE = (
    '<p onclick="x()">Read <a href="javascript:x()">this</a><script>x()</script><iframe src="//e.example"></iframe></p>'
)


def test_scripts_are_taken_out_of_what_is_written(publish, client):
    answer = publish(body=[{"type": "text", "value": HOSTILE}])
    assert answer.status_code == 201, answer.content
    stored = str(ArticlePage.objects.get().body.raw_data[0]["value"])
    assert "Read" in stored
    for bad in ("script", "onclick", "iframe", "javascript"):
        assert bad not in stored


def test_author_finds_and_makes_contributors(program):
    asking = program("Author")
    ana = make_contributor("Ana Duarte")
    make_article(authors=[ana])
    answer = asking.get("/api/v3/snippets/articles.Contributor/?name=Ana Duarte")
    assert [item["id"] for item in answer.json()["items"]] == [ana.pk]
    answer = send(
        asking,
        "snippets/articles.Contributor/",
        name="Bo Sørensen",
        orcid="0000-0002-1825-0097",
        links=[{"label": "Page", "url": "https://bo.example/"}],
    )
    assert answer.status_code == 201, answer.content
    made = Contributor.objects.get(name="Bo Sørensen")
    assert (made.slug, made.sort_name) == ("bo-sorensen", "Sørensen, Bo")
    assert [link.url for link in made.links.all()] == ["https://bo.example/"]


def test_contributor_with_a_wrong_orcid_is_refused(program):
    answer = send(program("Author"), "snippets/articles.Contributor/", name="Bo", orcid="0000-0002-1825-0098")
    assert answer.status_code == 422
    assert "wrong digit" in sentence(answer)


def test_contributor_with_a_byline_is_not_deleted(program):
    ana = make_contributor("Ana Duarte")
    make_article(authors=[ana])
    answer = program("Managing editor").delete(f"/api/v3/snippets/articles.Contributor/{ana.pk}/")
    assert 400 <= answer.status_code < 500
    assert Contributor.objects.filter(pk=ana.pk).exists()


def test_author_uploads_a_picture(program):
    image = make_image(size=(60, 40))
    with image.file.open() as file:
        answer = program("Author").post("/api/v3/images/", {"title": "Harbour", "file": file})
    assert answer.status_code == 201, answer.content


def test_every_block_can_be_written(publish, client):
    body = every_block(make_article("Other"))
    answer = publish(body=body)
    assert answer.status_code == 201, answer.content
    written = ArticlePage.objects.get(pk=answer.json()["id"])
    shown = client.get(f"/api/v3/articles/{written.public_id}/").json()["body"]
    assert [block["type"] for block in shown] == [block["type"] for block in body]


def test_what_was_read_can_be_sent_back(publish, program):
    written = publish(body=every_block(make_article("Other"))).json()
    asking = program("Managing editor")
    changed = written["body"][:3]
    answer = asking.patch(f"/api/v3/pages/{written['id']}/", {"body": changed}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert [block["id"] for block in answer.json()["body"]] == [block["id"] for block in changed]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Tides\0"},
        {"body": [{"type": "text", "value": "<p>Tides\0</p>"}]},
        {"body": [{"type": "pull_quote", "value": {"quote": "Tides\0", "attribution": "Ana"}}]},
    ],
)
def test_a_null_character_is_refused(publish, fields):
    assert publish(**fields).status_code == 422
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"destination_id": None}, {"destination_id": None, "recursive": True}])
def test_a_copy_without_a_destination_stands_beside_the_piece(program, fields):
    page = make_article("Tides at night")
    answer = send(program("Managing editor"), f"pages/{page.pk}/actions/copy/", **fields)
    assert answer.status_code == 201, answer.content
    copy = ArticlePage.objects.get(pk=answer.json()["id"])
    assert (copy.get_parent().pk, copy.slug) == (page.get_parent().pk, "tides-at-night-1")


@pytest.mark.parametrize("fields", [{}, {"destination_id": None}, {"destination_id": 1}, {"destination_id": 999}])
def test_neither_the_front_page_nor_the_root_is_copied(program, fields):
    front = make_article().get_parent().get_parent()
    for page in (front, front.get_parent()):
        answer = send(program("Managing editor"), f"pages/{page.pk}/actions/copy/", **fields)
        assert 400 <= answer.status_code < 500, answer.content


@pytest.mark.parametrize("way", ["action", "change"])
def test_what_lacks_something_is_not_published_by_a_second_request_either(program, way):
    client = program("Managing editor")
    page = send(client, "pages/", meta={"type": "articles.ArticlePage", "parent_id": make_section().pk}, title="Bare")
    key = page.json()["id"]
    if way == "action":
        answer = send(client, f"pages/{key}/actions/publish/")
    else:
        change = {"meta": {"action": "publish"}}
        answer = client.patch(f"/api/v3/pages/{key}/", change, content_type="application/json")
    assert answer.status_code == 422, answer.content
    assert "Write a deck" in sentence(answer)
    assert not ArticlePage.objects.get(pk=key).live


@pytest.mark.parametrize("way", ["action", "change"])
def test_a_complete_draft_is_published_by_a_second_request(program, way):
    client = program("Managing editor")
    key = send(client, "pages/", **article()).json()["id"]
    if way == "action":
        answer = send(client, f"pages/{key}/actions/publish/")
    else:
        change = {"meta": {"action": "publish"}}
        answer = client.patch(f"/api/v3/pages/{key}/", change, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert answer.json()["meta"]["first_published_at"]
    assert ArticlePage.objects.get(pk=key).live
