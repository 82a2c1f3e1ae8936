"""Who may see the pictures of a piece before they are published, besides the desk."""

from typing import Any

from django.http import HttpRequest

from desk.models import PiecePicture

# Key of the session: the pieces whose proofs were opened in this browser.
PROOFS_KEY = "proofs"


def may_see(request: HttpRequest, medium: Any) -> bool:
    """Whether a picture was sent with a piece of the user, or with one whose proof they have been asked to read."""
    found = PiecePicture.objects.filter(image=medium.pk).select_related("piece").first()
    if found is None or medium._meta.label != "base.MagazineImage":
        return False
    is_owner = request.user.is_authenticated and found.piece.owner_id == request.user.pk
    return is_owner or found.piece_id in request.session.get(PROOFS_KEY, ())
