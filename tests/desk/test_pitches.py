"""A reader offers an idea; editors accept or decline it with a mail."""

import pytest

from desk.models import Piece, Stage
from desk.submissions.views import PITCHES_A_DAY
from tests.desk.conftest import ANA, logged_in, mails_to, person

IDEA = {"title": "Low water", "pitch": "What a museum learned when the river fell."}


@pytest.fixture
def pitch(author):
    logged_in(author).post("/submit/pitch/", IDEA)
    return Piece.objects.get()


def test_a_guest_is_told_how_to_write_and_asked_to_log_in(client):
    page = client.get("/submit/")
    assert "Offer an idea" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.get("/submit/pitch/")["Location"].startswith("/account/login/")


def test_an_idea_reaches_the_editors(editor, author):
    page = logged_in(author).post("/submit/pitch/", IDEA, follow=True).content.decode()
    assert "The editors have your idea" in page
    assert (Piece.objects.get().stage, Piece.objects.get().owner) == (Stage.PITCH, author)
    assert "What a museum learned when the river fell." in mails_to(editor.email)[-1]


def test_an_idea_needs_words(author):
    page = logged_in(author).post("/submit/pitch/", IDEA | {"pitch": " "})
    assert "This field is required" in page.content.decode()
    assert not Piece.objects.exists()


def test_nobody_sends_more_ideas_in_a_day_than_editors_can_read(author):
    client = logged_in(author)
    codes = [client.post("/submit/pitch/", IDEA).status_code for _time in range(PITCHES_A_DAY + 1)]
    assert codes == [302] * PITCHES_A_DAY + [429]
    assert Piece.objects.count() == PITCHES_A_DAY


def test_accepting_an_idea_asks_its_author_to_write(editor, pitch):
    logged_in(editor).post(f"/admin/pieces/{pitch.pk}/decide/", {"accept": "1", "words": "About 1,000 words, please."})
    pitch.refresh_from_db()
    assert (pitch.stage, pitch.assignee) == (Stage.WRITING, editor)
    text = mails_to(ANA)[-1]
    assert "Yes, please write it" in text
    assert "About 1,000 words, please." in text
    assert f"/submit/{pitch.pk}/" in text


def test_declining_an_idea_is_kind(editor, pitch):
    logged_in(editor).post(f"/admin/pieces/{pitch.pk}/decide/", {"decline": "1", "words": "We had this in May."})
    pitch.refresh_from_db()
    assert pitch.stage == Stage.DECLINED
    text = mails_to(ANA)[-1]
    assert "We had this in May." in text
    assert "reject" not in text.lower()


def test_an_idea_is_decided_once(editor, pitch):
    desk = logged_in(editor)
    desk.post(f"/admin/pieces/{pitch.pk}/decide/", {"accept": "1"})
    page = desk.post(f"/admin/pieces/{pitch.pk}/decide/", {"decline": "1"}, follow=True).content.decode()
    assert "is elsewhere by now: Being written" in page
    assert len(mails_to(ANA)) == 1


@pytest.mark.parametrize("role", ["", "Author", "Archivist", "Membership manager"])
def test_only_editors_decide(pitch, role):
    client = logged_in(person(role, email="somebody@home.example"))
    assert client.get("/admin/pieces/").status_code in {302, 403}
    client.post(f"/admin/pieces/{pitch.pk}/decide/", {"accept": "1"})
    client.post("/admin/pieces/invite/", {"email": ANA, "name": "Ana"})
    pitch.refresh_from_db()
    assert pitch.stage == Stage.PITCH
    assert Piece.objects.count() == 1
