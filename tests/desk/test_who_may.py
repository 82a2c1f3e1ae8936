"""Permissions on pieces by role, owner and stage: a forbidden action changes nothing."""

from typing import Any

import pytest
from django.urls import reverse

from desk.models import Piece, Stage
from members.roles import ROLES
from tests.desk.conftest import logged_in, person
from tests.desk.test_writing import fields_of

KEEPERS = {role.name for role in ROLES if "desk.change_piece" in role.permissions}
PEOPLE = ["", *(role.name for role in ROLES)]
# The actions of authors, with the stages of their own piece in which each is allowed.
OWN_ACTIONS = {
    "take_back_submission": {Stage.REVIEW},
    "withdraw_submission": {Stage.PITCH, Stage.WRITING, Stage.REVIEW, Stage.REVISION},
    "bring_back_submission": {Stage.WITHDRAWN},
}
# The actions of editors, with the stages in which each is allowed.
DESK_ACTIONS = {"decide_pitch": {Stage.PITCH}, "send_proof": {Stage.REVIEW, Stage.ACCEPTED}}


@pytest.fixture
def begun(writer, piece) -> Piece:
    """A piece with a draft."""
    writer.get(reverse("submission_step", args=[piece.pk, "about"]))
    return Piece.objects.get()


def state(piece) -> tuple[Any, ...]:
    found: Any = Piece.objects.get(pk=piece.pk)
    return found.stage, found.version, found.proof_sent_at, found.article.latest_revision_id


def in_stage(piece, stage) -> tuple[Any, ...]:
    Piece.objects.filter(pk=piece.pk).update(stage=stage)
    return state(piece)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("action", OWN_ACTIONS)
def test_an_author_does_what_the_stage_allows(writer, begun, action, stage):
    before = in_stage(begun, stage)
    writer.post(reverse(action, args=[begun.pk]))
    assert (state(begun) != before) is (stage in OWN_ACTIONS[action])


@pytest.mark.parametrize("stage", Stage)
def test_an_author_writes_only_while_they_have_it(writer, begun, stage):
    url = reverse("submission_step", args=[begun.pk, "about"])
    typed = fields_of(writer.get(url)) | {"title": "Another headline"}
    before = in_stage(begun, stage)
    writer.post(url, typed)
    assert (state(begun) != before) is (stage in Stage.with_the_author())


@pytest.mark.parametrize("stage", [Stage.PITCH, Stage.WRITING, Stage.REVIEW, Stage.ACCEPTED, Stage.WITHDRAWN])
@pytest.mark.parametrize("role", PEOPLE)
def test_nobody_else_does_anything_in_the_place_of_an_author(begun, role, stage):
    before, client = in_stage(begun, stage), logged_in(person(role, email="bo@home.example"))
    for action in OWN_ACTIONS:
        assert client.post(reverse(action, args=[begun.pk])).status_code == 404
    for step in ("about", "text", "pictures", "people", "check"):
        url = reverse("submission_step", args=[begun.pk, step])
        assert (client.get(url).status_code, client.post(url, {"title": "Mine"}).status_code) == (404, 404)
    assert state(begun) == before


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("action", DESK_ACTIONS)
def test_an_editor_does_what_the_stage_allows(editor, begun, action, stage):
    before = in_stage(begun, stage)
    logged_in(editor).post(reverse(action, args=[begun.pk]), {"accept": "1"})
    assert (state(begun) != before) is (stage in DESK_ACTIONS[action])


@pytest.mark.parametrize("role", [role for role in PEOPLE if role not in KEEPERS])
def test_nobody_else_does_anything_in_the_place_of_an_editor(begun, role):
    client = logged_in(person(role, email="bo@home.example"))
    for action, stages in DESK_ACTIONS.items():
        for stage in stages:
            before = in_stage(begun, stage)
            assert client.post(reverse(action, args=[begun.pk]), {"accept": "1"}).status_code in {302, 403}
            assert state(begun) == before
    for name in ("pieces", "invite_to_write"):
        assert client.get(reverse(name)).status_code in {302, 403}


@pytest.mark.parametrize("role", KEEPERS)
def test_editors_and_managing_editors_keep_pieces(begun, role):
    client = logged_in(person(role, email="bo@home.example"))
    for name, arguments in (("pieces", []), ("invite_to_write", []), ("piece", [begun.pk])):
        assert client.get(reverse(name, args=arguments)).status_code == 200
