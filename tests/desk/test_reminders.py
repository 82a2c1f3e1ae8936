"""Mails about due dates come once, to those who can do something; notes stay at the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from base.background import hourly
from base.clock import today
from base.mail.models import OutgoingMail
from desk.models import Piece, PieceNote, Stage
from desk.pieces.reminders import remind
from tests.desk.conftest import ANA, logged_in, mails_to, person


@pytest.fixture
def due(piece, settings):
    """Set the due day to some days from now, or ago; mails are stored as in production."""
    settings.EMAIL_BACKEND = "base.mail.outbox.OutboxBackend"

    def make(days: int, stage: Stage = Stage.WRITING) -> None:
        since = timezone.now() - timedelta(days=20)
        Piece.objects.filter(pk=piece.pk).update(due_on=today() + timedelta(days=days), stage=stage, stage_since=since)
        for _time in range(2):
            remind(timezone.now())

    return make


def events() -> set[tuple[str, str]]:
    return set(OutgoingMail.objects.values_list("recipient", "event"))


@pytest.mark.parametrize("days", [0, 1, 7])
def test_the_author_is_reminded_once_in_the_week_before(due, piece, days):
    due(days)
    assert events() == {(ANA, f"piece {piece.pk} due on {today() + timedelta(days=days)}")}


@pytest.mark.parametrize("days", [8, -8, -30])
def test_nobody_is_reminded_too_early_or_for_ever(due, days):
    due(days)
    assert events() == set()


@pytest.mark.parametrize("stage", [Stage.PITCH, Stage.REVIEW, Stage.ACCEPTED, Stage.DECLINED, Stage.WITHDRAWN])
def test_nobody_is_reminded_of_what_they_have_not_got(due, stage):
    due(-1, stage)
    assert events() == set()


def test_author_and_editor_are_told_that_a_piece_is_late(due, piece, editor):
    due(-1, Stage.REVISION)
    late = f"piece {piece.pk} late since {today() - timedelta(days=1)}"
    assert events() == {(ANA, late), (editor.email, late)}


def test_a_new_date_is_reminded_of_anew(due):
    due(-1)
    due(3)
    assert OutgoingMail.objects.filter(recipient=ANA).count() == 2


def test_who_was_asked_just_now_is_not_reminded(piece):
    Piece.objects.update(due_on=today() + timedelta(days=3))
    remind(timezone.now())
    assert mails_to(ANA) == []


def test_the_scheduler_reminds_and_what_fails_holds_up_nothing(due, monkeypatch, caplog, piece):
    def broken(now):
        raise ValueError("broken")

    monkeypatch.setattr(hourly, "_jobs", [broken, *hourly._jobs])
    Piece.objects.update(due_on=today() + timedelta(days=3), stage_since=timezone.now() - timedelta(days=20))
    hourly.run(timezone.now())
    assert len(events()) == 1
    assert "broken failed." in caplog.text


def test_a_note_is_for_editors_alone(piece, editor, writer):
    desk = logged_in(editor)
    desk.post(f"/admin/pieces/{piece.pk}/notes/", {"text": "Zzcanary: call her first."})
    assert "Zzcanary" in desk.get(f"/admin/pieces/{piece.pk}/").content.decode()
    for path in ("", "about/", "text/", "check/", "preview/"):
        assert "Zzcanary" not in writer.get(f"/submit/{piece.pk}/{path}").content.decode()
    assert "Zzcanary" not in writer.get("/submit/").content.decode()


@pytest.mark.parametrize("role", ["", "Author", "Archivist"])
def test_only_editors_note(piece, role):
    logged_in(person(role, email="bo@home.example")).post(f"/admin/pieces/{piece.pk}/notes/", {"text": "Mine"})
    assert not PieceNote.objects.exists()
