"""The roles of the editorial desk: one table of permissions.

A line that is added here is granted by `migrate`, once: what an administrator removes in the admin stays removed, and
what they add stays (see members/role_grants.py). Removing a line here revokes nothing that was granted;
that needs a migration. docs/roles.md shows the table; `manage.py roles` prints it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from members.permissions import ACCESS_ADMIN, READ_GATED


class Grant(NamedTuple):
    """A permission of a role, such as `articles.change_trend`.

    Page permissions apply to all pages, or below every page of one type; permissions for images and documents apply
    to all collections.
    """

    permission: str
    page_type: str = ""

    @property
    def key(self) -> str:
        """The text under which it is remembered as granted, so it must not change."""
        return f"{self.permission} below {self.page_type}" if self.page_type else self.permission


@dataclass(frozen=True)
class Role:
    """A group, its purpose, and its permissions."""

    name: str
    summary: str
    permissions: tuple[str, ...]
    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # page permissions by the label of a page type
    invites: tuple[str, ...] = ()  # the roles below it, to which its people invite others, and which they can stop

    @property
    def grants(self) -> list[Grant]:
        """Every permission, with the page type where it holds for a part of the pages only."""
        below = [Grant(permission, label) for label, granted in self.below.items() for permission in granted]
        return [*map(Grant, self.permissions), *below]


def may(model: str, *actions: str) -> tuple[str, ...]:
    """Return the permissions for actions on a model: `may("articles.trend", "view")` is `("articles.view_trend",)`."""
    app, _, name = model.partition(".")
    return tuple(f"{app}.{action}_{name}" for action in actions)


EVERYTHING = ("add", "change", "delete", "view")
KEEP_MEDIA = (
    *may("wagtailimages.image", "add", "change", "choose", "delete"),
    *may("wagtaildocs.document", "add", "change", "choose", "delete"),
)

KEEP_PIECES = may("desk.piece", "add", "change", "view")

KEEP_SEARCH = (
    *may("search.synonymgroup", *EVERYTHING),
    *may("search.missedquery", "view"),
    *may("wagtailsearchpromotions.searchpromotion", *EVERYTHING),
)

ROLES = (
    Role(
        "Author",
        "Writes articles and hands them in for review; edits only their own, and publishes none.",
        (
            ACCESS_ADMIN,
            *may("wagtailcore.page", "add"),
            *may("wagtailimages.image", "add", "choose"),
            *may("wagtaildocs.document", "add", "choose"),
            *may("articles.contributor", "add", "view"),
        ),
    ),
    Role(
        "Editor",
        "Edits everybody’s articles, gives the first approval of the review, and publishes none alone.",
        (
            ACCESS_ADMIN,
            READ_GATED,
            *may("wagtailcore.page", "add", "change", "lock", "unlock"),
            *KEEP_MEDIA,
            *may("articles.contributor", "add", "change", "view"),
            *may("articles.trend", "view"),
            *may("members.institution", "add", "change", "view"),
            *KEEP_PIECES,
            *KEEP_SEARCH,
        ),
    ),
    Role(
        "Managing editor",
        "Gives the final approval, publishes, and keeps the sections, the trends and the redirects.",
        (
            ACCESS_ADMIN,
            READ_GATED,
            *may("wagtailcore.page", "add", "change", "publish", "lock", "unlock", "bulk_delete"),
            *KEEP_MEDIA,
            *may("articles.contributor", *EVERYTHING),
            *may("articles.trend", *EVERYTHING),
            *may("articles.trendgroup", *EVERYTHING),
            *may("members.institution", *EVERYTHING),
            *may("members.affiliation", "view"),
            *may("wagtailredirects.redirect", *EVERYTHING),
            *may("members.deskinvitation", "add"),
            *may("members.auditentry", "view"),
            *may("desk.mailwording", "change"),
            *may("subscriptions.webhookendpoint", "change"),
            *may("subscriptions.feedfigures", "view"),
            *KEEP_PIECES,
            *KEEP_SEARCH,
        ),
        invites=("Author", "Editor"),
    ),
    Role(
        "Archivist",
        "Imports, completes and publishes the printed issues of the past, and keeps the trends.",
        (
            ACCESS_ADMIN,
            READ_GATED,
            *KEEP_MEDIA,
            *may("articles.contributor", "add", "change", "view"),
            *may("articles.trend", *EVERYTHING),
            *may("articles.trendgroup", *EVERYTHING),
            *may("members.institution", "add", "change", "view"),
        ),
        below={
            "archive.ArchivePage": may("wagtailcore.page", "add", "change", "publish", "lock", "unlock", "bulk_delete")
        },
    ),
    Role(
        "Membership manager",
        "Keeps institutions and their memberships, and decides who belongs to one.",
        (
            ACCESS_ADMIN,
            READ_GATED,
            *may("members.institution", *EVERYTHING),
            *may("members.institutiontype", *EVERYTHING),
            *may("members.membership", *EVERYTHING),
            *may("members.membershipcategory", *EVERYTHING),
            *may("members.affiliation", *EVERYTHING),
            *may("members.invitation", *EVERYTHING),
        ),
    ),
)
