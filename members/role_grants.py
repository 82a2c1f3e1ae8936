"""Granting of the table of roles: each line once, and nothing that an administrator removed."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import transaction
from django.db.models.signals import post_migrate, post_save

from members import roles
from members.roles import Grant, Role

COLLECTION_APPS = {"wagtailimages", "wagtaildocs"}


class Granter:
    """Grants permissions with the models in the state of the database, which may be halfway through the migrations."""

    def __init__(self, apps: Apps) -> None:
        self.apps = apps

    def rows(self, label: str) -> Any:
        """Return the manager of a model. Raise LookupError while its table does not exist."""
        return self.apps.get_model(label).objects

    @property
    def is_ready(self) -> bool:
        """Return whether there are root pages and collections, which `flush` removes with everything else."""
        try:
            self.apps.get_model("members.AppliedRole")
            trees = [self.rows("wagtailcore.Page"), self.rows("wagtailcore.Collection")]
        except LookupError:
            return False
        return all(tree.filter(depth=1).exists() for tree in trees)

    @transaction.atomic
    def apply(self, role: Role) -> None:
        """Grant the lines of a role that have not been granted before; create its group for a new role."""
        applied, is_new = self.rows("members.AppliedRole").get_or_create(name=role.name)
        if is_new:
            applied.group = self.rows("auth.Group").get_or_create(name=role.name)[0]
        missing = [grant for grant in role.grants if grant.key not in applied.granted]
        if applied.group and (is_new or missing):
            applied.granted += [grant.key for grant in missing if self.grant(grant, applied.group)]
            applied.save()

    def grant(self, grant: Grant, group: Any) -> bool:
        """Return whether it was granted: permissions of an app without tables wait for the next migration."""
        app, _, codename = grant.permission.partition(".")
        permission = self.rows("auth.Permission").filter(content_type__app_label=app, codename=codename).first()
        try:
            places = self._places(app, grant.page_type)
        except LookupError:
            return False
        if permission:
            self._grant_at(places, permission, group)
        return permission is not None

    def _places(self, app: str, page_type: str) -> Iterable[Any] | None:
        """Return the pages or collections at which a permission is granted; None if it applies everywhere."""
        if page_type:
            return self.rows(page_type).all()
        if app == "wagtailcore":
            return self.rows("wagtailcore.Page").filter(depth=1)
        return self.rows("wagtailcore.Collection").filter(depth=1) if app in COLLECTION_APPS else None

    def _grant_at(self, places: Iterable[Any] | None, permission: Any, group: Any) -> None:
        if places is None:
            group.permissions.add(permission)
        for place in places or ():
            self.grant_at(place, permission, group)

    def grant_at(self, place: Any, permission: Any, group: Any) -> None:
        """Grant a permission at a page or a collection, and below it."""
        kind = "collection" if place._meta.model_name == "collection" else "page"
        granted = self.rows(f"wagtailcore.Group{kind.capitalize()}Permission")
        granted.get_or_create(group=group, permission=permission, **{f"{kind}_id": place.pk})


def apply_roles(apps: Apps = installed_apps, **kwargs: Any) -> None:
    """Apply the table of roles after a migration."""
    granter = Granter(apps)
    if granter.is_ready:
        _create_permissions(apps)
        for role in roles.ROLES:
            granter.apply(role)


def _create_permissions(apps: Apps) -> None:
    """Create the permission rows: Django creates them app by app, for some apps after this one."""
    labels = {grant.permission.partition(".")[0] for role in roles.ROLES for grant in role.grants}
    for config in installed_apps.get_app_configs():
        if config.label in labels:
            create_permissions(config, verbosity=0, apps=apps)


def apply_to_new_page(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Grant the permissions of the roles below a new page of this type, such as an archive."""
    if created and not raw:
        for role in roles.ROLES:
            _apply_below(instance, role)


def _apply_below(page: Any, role: Role) -> None:
    granter = Granter(installed_apps)
    applied = granter.rows("members.AppliedRole").filter(name=role.name).exclude(group=None).first()
    wanted = {permission.partition(".")[2] for permission in role.below.get(page._meta.label, ())}
    permissions = granter.rows("auth.Permission").filter(content_type__app_label="wagtailcore", codename__in=wanted)
    for permission in permissions if applied else ():
        granter.grant_at(page, permission, applied.group)


def connect() -> None:
    """Connect to migrations, and to the creation of pages below which roles have permissions."""
    post_migrate.connect(apply_roles, sender=installed_apps.get_app_config("members"))
    for label in {label for role in roles.ROLES for label in role.below}:
        post_save.connect(apply_to_new_page, sender=label)
