"""Print the table of roles as docs/roles.md shows it."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from members.permissions import ACCESS_ADMIN, READ_GATED
from members.roles import ROLES, Role

# These permissions do not belong to a model.
ALONE = {ACCESS_ADMIN: "The editorial desk", READ_GATED: "Gated pieces in full"}


def table_in_markdown() -> str:
    """Return what each role does, and the table of roles and permissions, with the actions in its cells."""
    sentences = [f"- **{role.name}.** {role.summary}" for role in ROLES]
    head = ["", *(role.name for role in ROLES)]
    rows = [head, ["---"] * len(head), *_rows()]
    return "\n".join([*sentences, "", *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def _rows() -> list[list[str]]:
    cells = [_cells(role) for role in ROLES]
    subjects = dict.fromkeys(subject for column in cells for subject in column)
    return [[subject, *(", ".join(column.get(subject, [])) for column in cells)] for subject in subjects]


def _cells(role: Role) -> dict[str, list[str]]:
    """Return the actions of a role by their subject."""
    actions: dict[str, list[str]] = {}
    for grant in role.grants:
        subject, action = _subject(grant.permission)
        below = f" below {_name(grant.page_type)}" if grant.page_type else ""
        actions.setdefault(subject + below, []).append(action)
    return actions


def _subject(permission: str) -> tuple[str, str]:
    """Return what a permission is about, and the action."""
    if permission in ALONE:
        return f"{ALONE[permission]} (`{permission}`)", "yes"
    app, _, codename = permission.partition(".")
    action, _, model = codename.rpartition("_")
    return _name(f"{app}.{model}").capitalize(), action.replace("_", " ")


def _name(label: str) -> str:
    return f"{apps.get_model(label)._meta.verbose_name_plural} (`{label}`)"


class Command(BaseCommand):
    """Prints the roles and what each may do."""

    help = "Prints the roles of the editorial desk and what each may do, in Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table that docs/roles.md holds."""
        self.stdout.write(table_in_markdown())
