"""Access to the images of a piece before publication, outside the desk and at it."""

from typing import Any

from django.http import HttpRequest

from desk.models import PiecePicture
from desk.permissions import keeps_pieces

# Of the pictures that were sent in.
COLLECTION = "Submissions"
# Session key: the pieces whose proofs were opened in this browser.
PROOFS_KEY = "proofs"


def may_see(request: HttpRequest, medium: Any) -> bool:
    """Return whether an image belongs to a piece of the user, or to one whose proof they were sent."""
    found = PiecePicture.objects.filter(image=medium.pk).select_related("piece").first()
    if found is None or medium._meta.label != "base.MagazineImage":
        return False
    is_owner = request.user.is_authenticated and found.piece.owner_id == request.user.pk
    return is_owner or found.piece_id in request.session.get(PROOFS_KEY, ())


def is_withheld(request: HttpRequest, medium: Any) -> bool:
    """Return whether an image was sent in with somebody else's piece: only editors see those, as authors are told."""
    is_sent_in = medium._meta.label == "base.MagazineImage" and medium.collection.name == COLLECTION
    return is_sent_in and medium.uploaded_by_user_id != request.user.pk and not keeps_pieces(request.user)
