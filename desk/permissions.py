"""The permission that the code of the desk asks for, and who has it."""

from typing import Any

from django.db.models import Q, QuerySet

from members.models import User

KEEP_PIECES = "desk.change_piece"


def keepers() -> QuerySet[User]:
    """Return everybody who decides about pieces."""
    codename = KEEP_PIECES.rpartition(".")[2]
    rights = {"content_type__app_label": "desk", "codename": codename}
    may = Q(**{f"groups__permissions__{name}": value for name, value in rights.items()})
    may |= Q(**{f"user_permissions__{name}": value for name, value in rights.items()})
    return User.objects.filter(may, is_active=True).distinct().order_by("last_name", "email")


def keeps_pieces(user: Any) -> bool:
    """Whether somebody decides about pieces."""
    return bool(user.has_perm(KEEP_PIECES))
