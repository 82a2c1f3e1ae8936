"""A piece is checked and sent; its author sees where it is, answers, revises, withdraws."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Comment, TaskState, WorkflowPage

from articles.models import ArticlePage, Contributor
from desk.drafting.drafts import draft_of
from desk.following.proofs import address_of, send_proof
from desk.models import Piece, Stage
from desk.submissions.checks import missing
from tests.desk.conftest import ANA, link_in, logged_in, mails_to, person
from tests.desk.test_pictures import file, send
from tests.desk.test_writing import fields_of, save, url


@pytest.fixture
def complete(writer, piece):
    """A piece that passes the checklist."""
    save(writer, piece, "about", deck="What a museum learned when the river fell.")
    save(writer, piece, "text", text="The river fell.\n\nThen it rose.")
    save(writer, piece, "people", biography="Ana keeps tide tables.", name_0="Bo Lind", place_0="Tidal Museum")
    save(writer, piece, "check", sources="The logbook of 1911.")
    return Piece.objects.get()


@pytest.fixture
def sent(writer, complete):
    save(writer, complete, "check", send="1")
    return Piece.objects.get()


def approve(user, **options):
    TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).approve(user=user, **options)


def send_back(user, words="Which river?"):
    TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).reject(user=user, comment=words)


def status(writer, piece) -> str:
    return re.sub(r"\s+", " ", writer.get(f"/submit/{piece.pk}/").content.decode())


def test_what_is_missing_leads_to_its_place(writer, piece):
    send(writer, piece, file())
    answer = save(writer, piece, "check", send="1")
    page = writer.get(answer["Location"]).content.decode()
    assert "Something is still missing" in page
    for step, field in [("about", "deck"), ("people", "biography")]:
        assert f'href="{url(piece, step)}#id_{field}"' in page
    key = piece.pictures.get().pk
    for part in ("alt", "credit", "permission", "people"):
        assert f'href="{url(piece, "pictures")}#id_p{key}_{part}"' in page
    assert 'href="#id_sources"' in page
    assert Piece.objects.get().stage == Stage.WRITING


def test_each_link_of_the_checklist_leads_to_a_field(writer, piece):
    send(writer, piece, file())
    found = Piece.objects.get()
    for one in missing(found, draft_of(found)):
        assert f'id="{one.field}"' in writer.get(url(piece, one.step)).content.decode()


@pytest.mark.parametrize(("people", "is_open"), [("nobody", False), ("agreed", False), ("not_yet", True), ("", True)])
def test_people_in_pictures_have_to_agree(writer, complete, people, is_open):
    send(writer, complete, file())
    key = complete.pictures.get().pk
    said = {"alt": "A boat", "credit": "Ana", "permission": "I took it", "people": people}
    send(writer, complete, **{f"p{key}_{name}": value for name, value in said.items()})
    assert bool(missing(complete, draft_of(Piece.objects.get()))) is is_open


def test_a_complete_piece_goes_to_the_editors(writer, sent):
    assert sent.stage == Stage.REVIEW
    assert sent.article.current_workflow_task.name == "Editor’s review"
    page = status(writer, sent)
    assert "With the editors" in page
    assert "Edda Lindqvist, for the editors" in page
    assert "You get a mail when they have questions" in page


def test_questions_come_back_with_a_mail_in_our_words(writer, sent, editor):
    send_back(editor)
    [text] = mails_to(ANA)
    assert text.startswith("The editors have questions: Low water")
    assert "Which river?" in text
    assert not re.search("reject|workflow|moderat", text, re.IGNORECASE)
    assert Piece.objects.get().stage == Stage.REVISION
    assert "Change it and send it again" in status(writer, sent)


def test_a_comment_stands_in_its_place_and_is_answered(writer, sent, editor):
    [block] = sent.article.get_latest_revision_as_object().body.get_prep_value()
    comment = Comment.objects.create(
        page=sent.article, user=editor, text="Which one?", contentpath=f"body.{block['id']}"
    )
    Comment.objects.create(page=sent.article, user=editor, text="Shorter?", contentpath="deck")
    page = status(writer, sent)
    assert 'In the text: <q dir="auto">The river fell. Then it rose.</q>' in page
    assert page.index("Shorter?") < page.index("Which one?")
    writer.post(f"/submit/{sent.pk}/comments/{comment.pk}/", {"text": "The Tagus."})
    assert comment.replies.get().text == "The Tagus."
    assert "The Tagus." in status(writer, sent)
    assert "The Tagus." in mails_to(editor.email)[-1]


def test_a_comment_on_another_piece_cannot_be_answered(writer, sent, editor):
    other = ArticlePage(title="Other", slug="other", live=False)
    sent.article.get_parent().add_child(instance=other)
    comment = Comment.objects.create(page=other, user=editor, text="Hidden", contentpath="title")
    assert writer.post(f"/submit/{sent.pk}/comments/{comment.pk}/", {"text": "Mine"}).status_code == 404
    assert "Hidden" not in status(writer, sent)


def test_a_comment_survives_a_revision_by_the_author(writer, sent, editor):
    [block] = sent.article.get_latest_revision_as_object().body.get_prep_value()
    Comment.objects.create(page=sent.article, user=editor, text="Which one?", contentpath=f"body.{block['id']}")
    send_back(editor)
    save(writer, sent, "text", text="The Tagus fell.\n\nThen it rose.")
    assert "The Tagus fell. Then it rose." in status(writer, sent)


def test_a_revision_is_compared_with_what_was_sent(writer, sent, editor):
    send_back(editor)
    save(writer, sent, "text", text="The Tagus fell.\n\nThen it rose.")
    page = writer.get(f"/submit/{sent.pk}/changes/").content.decode()
    assert "<del>river </del><ins>Tagus </ins>" in page
    assert "Then it rose" not in page
    save(writer, sent, "check", send="1")
    assert Piece.objects.get().stage == Stage.REVIEW
    assert "Tagus" not in writer.get(f"/submit/{sent.pk}/changes/").content.decode()


def test_it_can_be_had_back_to_change_something(writer, sent):
    writer.post(f"/submit/{sent.pk}/take-back/")
    assert Piece.objects.get().stage == Stage.WRITING
    save(writer, sent, "check", send="1")
    assert Piece.objects.get().stage == Stage.REVIEW


def test_a_withdrawn_piece_can_be_kept(writer, sent):
    assert "Delete them now" in writer.get(f"/submit/{sent.pk}/withdraw/").content.decode()
    writer.post(f"/submit/{sent.pk}/withdraw/", {"then": "keep"})
    assert Piece.objects.get().stage == Stage.WITHDRAWN
    assert not TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()
    writer.post(f"/submit/{sent.pk}/bring-back/")
    assert Piece.objects.get().stage == Stage.WRITING
    assert "The river fell" in fields_of(writer.get(url(sent, "text")))["text"]


def test_a_withdrawn_piece_can_be_deleted(writer, complete):
    send(writer, complete, file())
    writer.post(f"/submit/{complete.pk}/withdraw/", {"then": "delete"})
    piece = Piece.objects.get()
    assert (piece.stage, piece.article, piece.pictures.count()) == (Stage.WITHDRAWN, None, 0)
    assert not ArticlePage.objects.exists()
    assert "Withdrawn" in status(writer, piece)


def test_what_is_published_cannot_be_withdrawn(writer, sent):
    Piece.objects.update(stage=Stage.PUBLISHED)
    writer.post(f"/submit/{sent.pk}/withdraw/", {"then": "delete"})
    assert ArticlePage.objects.exists()


def test_co_authors_become_contributors_when_an_editor_accepts(sent, editor):
    assert not Contributor.objects.filter(name="Bo Lind").exists()
    approve(editor)
    boss = person("Managing editor")
    approve(boss)
    article = ArticlePage.objects.get()
    assert article.live
    credits = [(credit.contributor.name, credit.affiliation) for credit in article.credits.all()]
    assert credits == [("Ana Duarte", ""), ("Bo Lind", "Tidal Museum")]
    piece = Piece.objects.get()
    assert piece.stage == Stage.PUBLISHED
    assert article.full_url in mails_to(ANA)[-1]


def test_nobody_gets_the_credit_of_a_namesake(sent, editor):
    namesake = Contributor.objects.create(name="Bo Lind")
    approve(editor)
    assert sent.co_authors.get().contributor not in {None, namesake}


def test_what_is_approved_for_later_is_accepted_until_then(writer, sent, editor):
    later = timezone.now() + timedelta(days=3)
    draft = sent.article.get_latest_revision_as_object()
    draft.go_live_at = later
    revision = draft.save_revision(user=editor)
    TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).update(revision=revision)
    approve(editor)
    approve(person("Managing editor"))
    assert Piece.objects.get().stage == Stage.ACCEPTED
    assert f"It appears on {timezone.localtime(later):%-d %B %Y}" in mails_to(ANA)[-1]
    assert "Accepted" in status(writer, sent)


def test_the_proof_is_signed_off_by_a_link(client, sent, editor, writer):
    logged_in(editor).post(f"/admin/pieces/{sent.pk}/proof/")
    link = link_in(mails_to(ANA)[-1], "/submit/proof/")
    for _time in range(3):
        assert client.get(link).status_code == 200
    assert "The river fell" in client.get(f"{link}preview/").content.decode()
    page = client.post(link, {"wrong": "1", "remark": " "})
    assert "Say what is wrong" in page.content.decode()
    client.post(link, {"wrong": "1", "remark": "It fell in 1912."})
    assert Piece.objects.get().proof_remark == "It fell in 1912."
    assert "It fell in 1912." in mails_to(editor.email)[-1]
    client.post(link, {"right": "1", "remark": ""})
    assert Piece.objects.get().proof_signed_at
    assert "Signed off: Low water" in mails_to(editor.email)[-1]
    page = client.post(link, {"right": "1"}, follow=True).content.decode()
    assert "signed off already" in page
    assert "You signed off the proof" in status(writer, sent)


def test_a_newer_proof_ends_the_link_of_the_one_before(client, sent, editor):
    old = address_of(send_proof(piece=sent, by=editor))
    sent.article.get_latest_revision_as_object().save_revision(user=editor)
    new = address_of(send_proof(piece=sent, by=editor))
    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200
    assert client.get("/submit/proof/forged/").status_code == 410


def test_nobody_reads_where_there_is_no_review(writer, complete):
    WorkflowPage.objects.all().delete()
    answer = save(writer, complete, "check", send="1")
    assert "Nobody reads what is sent in" in writer.get(answer["Location"]).content.decode()
    assert Piece.objects.get().stage == Stage.WRITING
