"""The order of roles: users may give roles below their own, and deactivate nobody who has more."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from members.models import AppliedRole, User
from members.permissions import INVITE_TO_DESK
from members.roles import ROLES


def roles_below(user: Any) -> QuerySet[Group]:
    """Return the groups that a user may give: the roles that theirs includes, if they hold no more than theirs.

    An administrator may have given a group more than the table of roles says, so the permissions are compared too.
    """
    if not user.is_active or not user.has_perm(INVITE_TO_DESK):
        return Group.objects.none()
    own = Group.objects.all() if user.is_superuser else user.groups.all()
    names = AppliedRole.objects.filter(group__in=own).values_list("name", flat=True)
    invited = {name for role in ROLES if role.name in names for name in role.invites}
    found = Group.objects.filter(pk__in=AppliedRole.objects.filter(name__in=invited).values("group"))
    return found.filter(pk__in=[group.pk for group in found if user.is_superuser or _holds_no_more(group, user)])


def _holds_no_more(group: Group, user: User) -> bool:
    own = user.groups.all()
    return (
        _names(group.permissions.select_related("content_type")) <= user.get_all_permissions()
        and _granted_at(GroupPagePermission.objects.filter(group=group), GroupPagePermission, own)
        and _granted_at(GroupCollectionPermission.objects.filter(group=group), GroupCollectionPermission, own)
    )


def _names(permissions: Iterable[Permission]) -> set[str]:
    return {f"{permission.content_type.app_label}.{permission.codename}" for permission in permissions}


def _granted_at(wanted: QuerySet[Any], model: Any, own: QuerySet[Group]) -> bool:
    """Return whether all permissions that are wanted for part of a tree are granted there or above."""
    columns = ("permission", "page__path" if model is GroupPagePermission else "collection__path")
    granted = list(model.objects.filter(group__in=own).values_list(*columns))
    return all(
        any(permission == its and path.startswith(above) for its, above in granted)
        for permission, path in wanted.values_list(*columns)
    )


def manageable_by(user: Any) -> Callable[[User], bool]:
    """Return a function that tells whether the user may deactivate a person: never oneself or anybody who has more."""
    below = set(roles_below(user).values_list("pk", flat=True))

    def may_manage(person: User) -> bool:
        groups = {group.pk for group in person.groups.all()}
        is_more = person.is_superuser or person.is_staff or bool(person.user_permissions.all())
        return user.pk != person.pk and not is_more and bool(groups) and groups <= below

    return may_manage
