"""The permission that the code of the desk asks for, and who has it."""

from typing import Any

from django.db.models import QuerySet

from members.models import User

KEEP_PIECES = "desk.change_piece"


def keepers() -> QuerySet[User]:
    """Return everybody who decides about pieces."""
    return User.objects.with_permission(KEEP_PIECES).order_by("last_name", "email")


def keeps_pieces(user: Any) -> bool:
    """Whether somebody decides about pieces."""
    return bool(user.has_perm(KEEP_PIECES))
