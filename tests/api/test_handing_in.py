"""Other tools submit pieces: upload, write, submit for review, and see the state."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Task

from articles.models import ArticlePage
from base.models import MagazineDocument
from tests.api.conftest import sentence
from tests.api.test_editing import article, send
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(program):
    return program("Author")


def act(client, page, action):
    return send(client, f"pages/{page}/actions/{action}/")


def standing(client, page):
    answer = client.get(f"/api/v3/pages/{page}/review/")
    assert answer.status_code == 200, answer.content
    return answer.json()


def decide(page, user, action, comment=""):
    article = ArticlePage.objects.get(pk=page)
    state = article.current_workflow_task_state
    state.task.specific.on_action(state, user, action, comment=comment)


def test_a_draft_goes_to_the_editors_and_back_and_its_state_is_seen(author, program, person):
    page = send(author, "pages/", **article()).json()["id"]
    assert standing(author, page) | {"state": "none", "step": None, "is_published": False} == standing(author, page)
    handed = act(author, page, "hand_in")
    assert (handed.status_code, handed.json()["state"]) == (200, "in_progress")
    first = Task.objects.order_by("pk").first().name
    assert standing(author, page)["step"] == first
    decide(page, person("Editor"), "reject", "More of the tide, please.")
    sent_back = standing(author, page)
    assert (sent_back["state"], sent_back["comment"]) == ("needs_changes", "More of the tide, please.")
    assert act(author, page, "hand_in").json()["state"] == "in_progress"
    for role in ("Editor", "Managing editor"):
        decide(page, person(role), "approve")
    assert (standing(author, page)["state"], standing(author, page)["is_published"]) == ("approved", True)


def test_it_cannot_be_handed_in_twice_and_can_be_taken_back(author):
    page = send(author, "pages/", **article()).json()["id"]
    assert act(author, page, "take_back").status_code == 409
    act(author, page, "hand_in")
    again = act(author, page, "hand_in")
    assert (again.status_code, "in the review already" in sentence(again)) == (409, True)
    assert act(author, page, "take_back").json()["state"] == "cancelled"
    assert act(author, page, "hand_in").json()["state"] == "in_progress"


@pytest.mark.parametrize(
    ("fields", "place", "said"),
    [
        ({"deck": ""}, "deck", "Write a deck"),
        ({"body": []}, "body", "nothing to read yet"),
        ({"kind": "event"}, "event_starts_at", "An event needs a start"),
        ({"body": [{"type": "pull_quote", "value": {"role": "Director"}}]}, "body", "0.quote: This field is required."),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_handed_in(author, fields, place, said):
    page = send(author, "pages/", **article(**fields)).json()["id"]
    answer = act(author, page, "hand_in")
    assert (answer.status_code, said in sentence(answer)) == (422, True), answer.content
    assert place in {error["loc"][-1] for error in answer.json()["errors"]}
    assert standing(author, page)["state"] == "none"


def test_nobody_hands_in_what_is_not_theirs_or_is_no_article(author):
    theirs = make_article("Theirs")
    answer = act(author, theirs.pk, "hand_in")
    assert answer.status_code in {403, 404}
    assert author.get(f"/api/v3/pages/{theirs.pk}/review/").status_code in {403, 404}
    section = theirs.get_parent().pk
    answer = act(author, section, "hand_in")
    assert (answer.status_code, "no article under this number" in sentence(answer)) == (404, True)


def test_a_document_is_uploaded_and_used(author):
    file = SimpleUploadedFile("sheet.txt", b"Tides")
    answer = author.post("/api/v3/documents/", {"title": "Sheet", "file": file})
    assert answer.status_code == 201, answer.content
    block = {"type": "download", "value": {"document": answer.json()["id"], "title": "Sheet"}}
    assert send(author, "pages/", **article(body=[block])).status_code == 201
    assert MagazineDocument.objects.get().uploaded_by_user.email == "author@example.org"


@pytest.mark.parametrize(
    ("block", "place", "said"),
    [
        (
            {"type": "image", "value": {"image": {"image": 999}}},
            ["0", "image"],
            "There is no image with the number 999",
        ),
        (
            {"type": "gallery", "value": {"items": [{"image": {"image": 10**30}}]}},
            ["0", "items", "0"],
            "There is no image",
        ),
        ({"type": "download", "value": {"document": 999}}, ["0", "document"], "There is no document"),
        ({"type": "related", "value": {"pages": [999]}}, ["0"], ""),
    ],
)
def test_what_does_not_exist_is_refused_with_its_place_in_a_draft_too(author, block, place, said):
    answer = send(author, "pages/", **article(body=[block]))
    assert answer.status_code == 422, answer.content
    [error] = answer.json()["errors"]
    assert said in error["msg"]
    found = [str(part) for part in error["loc"]]
    assert [part for part in place if part not in found] == []
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("fields", [{"lead_image": 999}, {"lead_image_id": 999}, {"institutions": [999]}])
def test_so_is_what_does_not_exist_outside_the_body(author, fields):
    answer = send(author, "pages/", **article(**fields))
    assert answer.status_code == 422, answer.content
    assert next(iter(fields)).removesuffix("_id") in answer.content.decode()


def test_an_image_that_exists_is_kept(author):
    block = {"type": "image", "value": {"image": {"image": make_image().pk, "alt_text": "A table"}}}
    answer = send(author, "pages/", **article(body=[block]))
    assert answer.status_code == 201, answer.content
    assert answer.json()["body"][0]["value"]["image"]


@pytest.mark.parametrize("role", ["Managing editor", "Author"])
def test_a_move_without_a_position_is_asked_where_to(program, role):
    page = make_article("Tides")
    destination = page.get_parent().pk
    path = f"pages/{page.pk}/actions/move/"
    answer = send(program(role), path, destination_id=destination)
    if role == "Author":
        assert answer.status_code in {403, 422}
        return
    assert (answer.status_code, "“last-child”" in sentence(answer)) == (422, True)
    assert send(program(role), path, destination_id=destination, position="last-child").status_code == 200
