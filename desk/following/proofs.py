"""The final proof: an editor sends it, its author signs it off by a link."""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.models import Piece, Stage
from desk.pieces import emails
from desk.pieces.services import PieceError, lock
from members.models import User

SIGNATURE = "proof of a piece"
LIFETIME = timedelta(days=30)
STAGES = {Stage.REVIEW, Stage.ACCEPTED}


def address_of(piece: Piece) -> str:
    """Return the signed link to the proof; a newer proof ends it."""
    return reverse("proof", args=[signing.dumps([piece.pk, piece.proof_revision_id, piece.owner_id], salt=SIGNATURE)])


def piece_for(token: str) -> Piece | None:
    """Return the piece of a link; None when it was made up, is too old, or a newer proof was sent."""
    try:
        pk, revision, owner = signing.loads(token, salt=SIGNATURE, max_age=LIFETIME)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    found = Piece.objects.filter(pk=pk, proof_revision=revision, owner=owner).exclude(proof_revision=None)
    return found.select_related("owner", "article", "proof_revision").first()


@transaction.atomic
def send_proof(*, piece: Piece, by: User) -> Piece:
    """Mail the newest version to the author, to be signed off."""
    found = lock(piece, stages=STAGES)
    if found.owner is None or found.article is None:
        raise PieceError(_("“%s” has no author with an account who could sign it off.") % found)
    found.proof_revision, found.proof_sent_at = found.article.latest_revision, timezone.now()
    found.proof_signed_at, found.proof_remark = None, ""
    found.version += 1
    found.save()
    emails.tell_author(found, template="proof", by=by, link=emails.absolute(address_of(found)))
    return found


@transaction.atomic
def answer_proof(*, piece: Piece, is_right: bool, remark: str) -> Piece:
    """Sign the proof off, or report errors; a signed off proof stays so."""
    found = lock(piece, stages=STAGES)
    if found.proof_signed_at or found.proof_revision_id != piece.proof_revision_id:
        raise PieceError(_("This proof is signed off already, or there is a newer one."))
    found.proof_signed_at, found.proof_remark = (timezone.now() if is_right else None), remark
    found.version += 1
    found.save()
    name = "proof_signed" if found.proof_signed_at else "proof_remark"
    emails.tell_editors(found, template=name, by=None, link=_edit_address(found))
    return found


def _edit_address(piece: Piece) -> str:
    return emails.absolute(reverse("wagtailadmin_pages:edit", args=[piece.article_id]))


def proof_version(piece: Piece) -> Any:
    """Return the article as it was sent to be signed off."""
    revision = piece.proof_revision
    return revision.as_object() if revision else None
