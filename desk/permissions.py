"""The permission to manage pieces, and its holders."""

from typing import Any

from django.db.models import QuerySet

from members.models import User

KEEP_PIECES = "desk.change_piece"


def keepers() -> QuerySet[User]:
    """Return the users who decide about pieces."""
    return User.objects.with_permission(KEEP_PIECES).order_by("last_name", "email")


def keeps_pieces(user: Any) -> bool:
    """Return whether the user decides about pieces."""
    return bool(user.has_perm(KEEP_PIECES))
