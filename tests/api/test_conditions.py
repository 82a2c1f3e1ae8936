"""Concurrent writes by programs lose nothing, and a repeated request is processed once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import ArticlePage
from base.background import retention
from base.models import MagazineImage
from dimensions.api.description import description
from members.models import AnsweredRequest
from tests.api.conftest import sentence
from tests.api.test_editing import article
from tests.factories import make_article, make_image, make_key

pytestmark = pytest.mark.django_db
JSON = "application/json"
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def editing(program):
    return program("Managing editor")


def tag(client, page) -> str:
    return client.get(f"/api/v3/pages/{page.pk}/", headers=PLAIN)["ETag"]


def patch(client, page, title, if_match):
    path = f"/api/v3/pages/{page.pk}/"
    return client.patch(path, {"title": title}, content_type=JSON, headers={"If-Match": if_match} | PLAIN)


def title(page) -> str:
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object().title


def test_the_second_of_two_who_read_the_same_is_told_and_changes_nothing(editing):
    page = make_article("Tides")
    read = tag(editing, page)
    assert read.startswith('"')
    first = patch(editing, page, "First", read)
    assert (first.status_code, first["ETag"] != read) == (200, True)
    second = patch(editing, page, "Second", read)
    assert second.status_code == 412
    assert "was changed since you read it" in sentence(second)
    assert title(page) == "First"
    assert patch(editing, page, "Second", first["ETag"]).status_code == 200


def test_a_change_at_the_desk_counts_too_and_so_does_publishing(editing, person):
    page = make_article("Tides")
    read = tag(editing, page)
    revision = page.save_revision(user=person("Editor"))
    assert patch(editing, page, "Mine", read).status_code == 412
    read = tag(editing, page)
    revision.publish()
    assert patch(editing, page, "Mine", read).status_code == 412


def test_who_does_not_ask_is_not_refused(editing):
    page = make_article("Tides")
    answer = editing.patch(f"/api/v3/pages/{page.pk}/", {"title": "Changed"}, content_type=JSON)
    assert answer.status_code == 200
    assert patch(editing, page, "Again", "*").status_code == 200
    assert patch(editing, page, "And again", f'"other", W/{tag(editing, page)}').status_code == 200


def test_a_tag_that_is_none_is_refused_with_a_sentence(editing):
    answer = patch(editing, make_article("Tides"), "Mine", "yesterday")
    assert (answer.status_code, "with its quotation marks" in sentence(answer)) == (400, True)


@pytest.mark.parametrize(("action", "fields"), [("publish", {}), ("unpublish", {}), ("copy", {}), ("delete", None)])
def test_actions_look_at_it_too(editing, action, fields):
    page = make_article("Tides")
    read = tag(editing, page)
    patch(editing, page, "Changed", read)
    headers, path = {"If-Match": read}, f"/api/v3/pages/{page.pk}/"
    if fields is None:
        answer = editing.delete(path, headers=headers)
    else:
        answer = editing.post(f"{path}actions/{action}/", fields, content_type=JSON, headers=headers)
    assert answer.status_code == 412, answer.content
    assert ArticlePage.objects.get().live


def test_who_may_not_write_is_not_told_of_changes(client, program):
    page = make_article("Tides")
    assert patch(client, page, "Mine", '"old"').status_code == 401
    assert patch(program("Author"), page, "Mine", "*").status_code in {403, 404}


def test_an_unchanged_page_is_not_sent_again(editing):
    page = make_article("Tides")
    read = tag(editing, page)
    path = f"/api/v3/pages/{page.pk}/"
    assert editing.get(path, headers={"If-None-Match": read} | PLAIN).status_code == 304
    page.save_revision().publish()
    assert editing.get(path, headers={"If-None-Match": read} | PLAIN).status_code == 200


# Idempotency


def send(client, key, **fields):
    return client.post("/api/v3/pages/", article(**fields), content_type=JSON, headers={"Idempotency-Key": key})


def test_the_same_request_with_the_same_key_is_done_once(editing):
    answers = [send(editing, "6f1b") for _again in range(3)]
    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.content for answer in answers}) == 1
    assert {answer["Content-Type"] for answer in answers} == {"application/json; charset=utf-8"}
    assert len({answer["ETag"] for answer in answers}) == 1
    assert ArticlePage.objects.count() == 1


def test_another_key_or_another_token_is_another_request(editing, program, person):
    send(editing, "a", slug="one")
    send(editing, "b", slug="two")
    send(program("Editor"), "a", slug="three")
    assert ArticlePage.objects.count() == 3


def test_another_request_with_the_same_key_is_refused(editing):
    made = send(editing, "a").json()["id"]
    answer = send(editing, "a", title="Another")
    assert (answer.status_code, "take a new key" in sentence(answer)) == (422, True)
    path = f"/api/v3/pages/{made}/actions/unpublish/"
    assert editing.post(path, {}, content_type=JSON, headers={"Idempotency-Key": "a"}).status_code == 422
    assert ArticlePage.objects.count() == 1


def test_a_refused_request_can_be_mended_and_sent_with_the_same_key(editing):
    assert send(editing, "a", title="").status_code == 422
    assert not AnsweredRequest.objects.exists()
    assert send(editing, "a").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "clé"])
def test_a_wrong_key_is_refused(editing, key):
    answer = send(editing, key)
    assert (answer.status_code, "1 to 255 characters" in sentence(answer)) == (422, True)
    assert not ArticlePage.objects.exists()


def test_a_day_later_it_is_a_new_request(editing):
    send(editing, "a", slug="one")
    AnsweredRequest.objects.update(at=timezone.now() - timedelta(hours=24))
    assert send(editing, "a", slug="two").status_code == 201
    retention.prune(timezone.now() + timedelta(hours=25))
    assert not AnsweredRequest.objects.exists()


def test_an_upload_is_done_once_though_its_boundary_is_another(editing):
    with make_image(size=(60, 40)).file.open() as file:
        content = file.read()

    def upload(name: bytes = b""):
        body = b"\r\n".join(
            [
                b"--%s",
                b'Content-Disposition: form-data; name="title"',
                b"",
                b"Harbour" + name,
                b"--%s",
                b'Content-Disposition: form-data; name="file"; filename="h.png"',
                b"Content-Type: image/png",
                b"",
                content,
                b"--%s--",
                b"",
            ]
        )
        boundary = f"b{timezone.now().timestamp()}".encode()
        kind = f"multipart/form-data; boundary={boundary.decode()}"
        headers = {"Idempotency-Key": "up"}
        return editing.generic("POST", "/api/v3/images/", body.replace(b"%s", boundary), kind, headers=headers)

    assert upload().status_code == 201
    assert upload().status_code == 201
    assert MagazineImage.objects.count() == 2  # with the one of the factory
    assert upload(b"!").status_code == 422


def test_an_answer_is_given_again_to_nobody_whose_token_is_gone(editing, person):
    send(editing, "a")
    person("Managing editor").api_tokens.get().revoke()
    assert send(editing, "a").status_code == 401
    make_key(person("Managing editor"))
    assert AnsweredRequest.objects.count() == 1


def test_the_description_names_both_headers():
    paths = description()["paths"]
    change = paths["/api/v3/pages/{page_id}/"]["patch"]
    assert "If-Match" in {one["name"] for one in change["parameters"]}
    assert "412" in change["responses"]
    assert "ETag" in change["responses"]["200"]["headers"]
    assert "Idempotency-Key" in {one["name"] for one in paths["/api/v3/pages/"]["post"]["parameters"]}
    assert "Idempotency-Key" not in {one["name"] for one in change["parameters"]}


def test_what_readers_get_has_the_tag_of_its_content_and_not_of_drafts(client):
    page = make_article("Tides")
    path = f"/api/v3/articles/{page.public_id}/"
    first = client.get(path, headers=PLAIN)["ETag"]
    page.save_revision()
    assert client.get(path, headers=PLAIN)["ETag"] == first
