"""Access to the images of a piece before publication, for readers outside the desk."""

from typing import Any

from django.http import HttpRequest

from desk.models import PiecePicture

# Session key: the pieces whose proofs were opened in this browser.
PROOFS_KEY = "proofs"


def may_see(request: HttpRequest, medium: Any) -> bool:
    """Return whether an image belongs to a piece of the user, or to one whose proof they were sent."""
    found = PiecePicture.objects.filter(image=medium.pk).select_related("piece").first()
    if found is None or medium._meta.label != "base.MagazineImage":
        return False
    is_owner = request.user.is_authenticated and found.piece.owner_id == request.user.pk
    return is_owner or found.piece_id in request.session.get(PROOFS_KEY, ())
