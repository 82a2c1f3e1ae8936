"""Two users who save, accept or send a piece at the same moment, on PostgreSQL: one succeeds, the other is told."""

from pathlib import Path

from tests.postgres.shell import printed_beside_postgresql

SCRIPT = """
import threading

from django.db import connection
from wagtail.models import WorkflowState

from desk.drafting.drafts import OutdatedError, begin, save, version_of
from desk.invitations.services import accept_as_new, invite, prepare_author
from desk.models import Piece, Stage
from desk.pieces.services import PieceError, accept_pitch, decline_pitch
from desk.submissions.sending import send
from members.models import User
from tests.factories import make_section, make_user

make_section()
editor, author = make_user("editor@magazine.example"), make_user("author@home.example")
prepare_author(author)


def at_once(*acts):
    together, said = threading.Barrier(len(acts)), []

    def run(act):
        together.wait()
        try:
            act()
            said.append("done")
        except (OutdatedError, PieceError) as refusal:
            said.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    print(*sorted(said))


invitation = invite(email="ana@home.example", name="Ana", by=editor)
at_once(*[lambda: accept_as_new(invitation=invitation, name="Ana")] * 3)

piece = begin(Piece.objects.create(title="Low water", owner=author, stage=Stage.WRITING))
version = version_of(piece)


def typed(deck):
    def change(piece, draft):
        draft.deck = deck
    return lambda: save(piece=piece, version=version, by=author, change=change)


at_once(*map(typed, ["One", "Two", "Three"]))
fresh = Piece.objects.create(title="High water", owner=author, stage=Stage.WRITING)
at_once(*[lambda: begin(fresh)] * 3)
drafts = Piece.objects.filter(title="High water")
print(drafts.count(), drafts.exclude(article=None).count())

pitch = Piece.objects.create(title="Ebb", owner=author, stage=Stage.PITCH)
at_once(lambda: accept_pitch(piece=pitch, by=editor), lambda: decline_pitch(piece=pitch, by=editor))

draft = piece.article.get_latest_revision_as_object()
draft.deck, draft.body = "A deck", [("text", "<p>Words.</p>")]
draft.save_revision(user=author)
author.contributor.biography = "Ana keeps tide tables."
author.contributor.save()
Piece.objects.filter(pk=piece.pk).update(sources="None.")
at_once(*[lambda: send(piece=piece, by=author)] * 3)
print(WorkflowState.objects.count())
"""


def test_one_of_several_at_the_same_moment_does_it(tmp_path: Path):
    assert printed_beside_postgresql(SCRIPT, tmp_path) == [
        "PieceError PieceError done",
        "OutdatedError OutdatedError done",
        "done done done",
        "1 1",
        "PieceError done",
        "PieceError PieceError done",
        "1",
    ]
