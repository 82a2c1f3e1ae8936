"""Role × action × own or others' × state, over desk and API; permissions follow from `members/roles.py`.

A forbidden action changes nothing, however it is attempted.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from articles.models import ArticlePage
from desk.models import Piece, PieceNote, Stage
from members.roles import ROLES
from tests.desk.conftest import logged_in, person
from tests.editing.conftest import article_form
from tests.factories import make_article, make_key, make_section

ROLE_NAMES = ["", *(role.name for role in ROLES)]
STATES = ("draft", "review", "scheduled", "live")
# Reviewed first by these, who alone may change it then.
REVIEWERS = {"Editor", "Managing editor"}


class May(NamedTuple):
    """The permissions of a role on all pages."""

    add: bool
    change: bool
    publish: bool


def may(role: str) -> May:
    granted = {grant.key for one in ROLES if one.name == role for grant in one.grants}
    return May(*(f"wagtailcore.{name}_page" in granted for name in ("add", "change", "publish")))


def is_allowed(action: str, role: str, *, is_own: bool, state: str) -> bool:
    """Return whether an action is allowed; everything not listed is forbidden."""
    granted = may(role)
    edits = granted.change or (granted.add and is_own)
    if action == "edit":
        return edits and state != "scheduled" and (state != "review" or role in REVIEWERS)
    if action in {"publish", "unpublish"}:
        return granted.publish
    if action in {"delete", "move"}:
        return edits and (granted.publish or state != "live")
    assert action == "copy"
    return granted.add and (edits or state == "live")


def make(state: str, owner: Any) -> ArticlePage:
    """Return an article of an owner, in a state."""
    article = make_article("Tides", owner=owner)
    if state == "live":
        article.save_revision(user=owner).publish()
        return article
    article.unpublish()
    ArticlePage.objects.filter(pk=article.pk).update(first_published_at=None)
    article = ArticlePage.objects.get(pk=article.pk)
    article.go_live_at = timezone.now() + timedelta(days=9) if state == "scheduled" else None
    revision = article.save_revision(user=owner)
    if state == "scheduled":
        revision.publish()
    if state == "review":
        article.get_workflow().start(article, owner)
    return ArticlePage.objects.get(pk=article.pk)


def fingerprint(action: str) -> tuple[Any, ...]:
    """Return everything that an action could change; without permission to publish, the same button saves a draft."""
    pages = ArticlePage.objects.order_by("pk")
    scheduled = Revision.objects.filter(approved_go_live_at__isnull=False).count()
    if action == "publish":
        return (*pages.values_list("pk", "live"), scheduled)
    return (*pages.values_list("pk", "path", "live", "title", "draft_title", "latest_revision"), scheduled)


def _api(path: str, method: str = "post", **fields: Any) -> Callable[[Client, int], Any]:
    def act(client: Client, pk: int) -> Any:
        sent = {name: value() if callable(value) else value for name, value in fields.items()}
        return getattr(client, method)(f"/api/v3/pages/{pk}/{path}", sent, content_type="application/json")

    return act


def _desk(name: str, **fields: Any) -> Callable[[Client, int], Any]:
    return lambda client, pk: client.post(reverse(f"wagtailadmin_pages:{name}", args=[pk]), fields)


def _edit_at_desk(client: Client, pk: int, **more: Any) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=[pk]), article_form(title="Changed") | more)


def _publish_at_desk(client: Client, pk: int) -> Any:
    return _edit_at_desk(client, pk, **{"action-publish": "1"})


def _move_at_desk(client: Client, pk: int) -> Any:
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[pk, make_section("News").pk]))


def _section() -> int:
    return make_section("News").pk


API_ACTIONS = {
    "edit": _api("", "patch", title="Changed"),
    "publish": _api("actions/publish/"),
    "unpublish": _api("actions/unpublish/"),
    "delete": _api("", "delete"),
    "move": _api("actions/move/", destination_id=_section),
    "copy": _api("actions/copy/", destination_id=_section, slug="tides-again", title="Again"),
}
DESK_ACTIONS: dict[str, Callable[[Client, int], Any]] = {
    "edit": _edit_at_desk,
    "publish": _publish_at_desk,
    "unpublish": _desk("unpublish"),
    "delete": _desk("delete"),
    "move": _move_at_desk,
}
# In these states the action is possible, and only the table decides.
DONE = {"edit": ("draft", "live"), "publish": ("draft",), "unpublish": ("live",), "delete": ("draft",)}


def _program(user: Any) -> Client:
    return Client(headers={"authorization": f"Bearer {make_key(user)}"})


@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize("role", ROLE_NAMES)
def test_nothing_outside_the_table_is_done_with_an_article(role, is_own):
    user, other = person(role, email="one@home.example"), person("Author", email="two@home.example")
    ways = ((DESK_ACTIONS, logged_in(user)), (API_ACTIONS, _program(user)))
    for actions, client in ways:
        for action, act in actions.items():
            for state in STATES if any(may(role)) else ("draft", "live"):
                with transaction.atomic():
                    _try(client, action, act, role, user if is_own else other, state, is_own)
                    transaction.set_rollback(True)


def _try(client: Client, action: str, act: Any, role: str, owner: Any, state: str, is_own: bool) -> None:
    make_section("News")
    article = make(state, owner)
    earlier = fingerprint(action)
    answer = act(client, article.pk)
    assert answer.status_code < 500
    allowed, is_done = is_allowed(action, role, is_own=is_own, state=state), fingerprint(action) != earlier
    said = f"{role or 'a reader'}: {action} {'own' if is_own else 'others'} in {state}: {answer.status_code}"
    assert allowed or not is_done, said
    assert is_done or not (allowed and state in DONE.get(action, ())), said


KEEPS = {role.name for role in ROLES if any(grant.key == "desk.change_piece" for grant in role.grants)}
PIECE_ACTIONS: dict[str, dict[str, str]] = {
    "piece": {"title": "Changed"},
    "plan_piece": {"planned_for": "2030-01-02"},
    "add_piece_note": {"text": "A note"},
    "decide_pitch": {"accept": "1"},
    "invite_to_write_piece": {"email": "new@home.example", "name": "Noor"},
}


def _pieces() -> tuple[Any, ...]:
    notes = tuple(PieceNote.objects.values_list("piece", "text"))
    return (*Piece.objects.order_by("pk").values_list("pk", "title", "stage", "planned_for", "version"), notes)


@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize("role", ROLE_NAMES)
def test_nobody_but_keepers_does_anything_with_a_piece_at_the_desk(role, is_own, author):
    user = person(role, email="one@home.example")
    client = logged_in(user)
    for stage in (Stage.PITCH, Stage.WRITING, Stage.REVIEW, Stage.ACCEPTED, Stage.PUBLISHED):
        found = Piece.objects.create(title="Low water", owner=user if is_own else author, stage=stage)
        for action, fields in PIECE_ACTIONS.items():
            earlier = _pieces()
            client.post(reverse(action, args=[found.pk]), fields)
            assert role in KEEPS or _pieces() == earlier, f"{role}: {action} in {stage}"


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_no_address_of_the_api_leads_to_a_piece(role):
    client = _program(person(role, email="one@home.example"))
    described = str(client.get("/api/v3/openapi.json").json()["paths"].keys()).lower()
    assert not [word for word in ("piece", "submission", "note", "pitch", "mailwording") if word in described]
    for name in ("piece", "piecenote", "pieceinvitation", "mailwording", "calendarlink"):
        assert client.get(f"/api/v3/snippets/desk.{name}/").status_code in {403, 404, 422}


OWN_PAGES = ("submission", "submission_preview", "submission_changes")


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_the_pages_of_an_author_are_theirs_alone_whatever_somebody_is_at_the_desk(role, piece):
    client = logged_in(person(role, email="one@home.example"))
    for stage in Stage:
        Piece.objects.filter(pk=piece.pk).update(stage=stage)
        for name in OWN_PAGES:
            assert client.get(reverse(name, args=[piece.pk])).status_code == 404
        assert client.post(reverse("answer_comment", args=[piece.pk, 1]), {"text": "x"}).status_code == 404
