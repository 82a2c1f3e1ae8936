"""Roles: they have the permissions of the table, unless an administrator changed them."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from members import roles
from members.models import AppliedRole
from members.permissions import ACCESS_ADMIN
from members.role_grants import apply_roles
from members.roles import ROLES, Grant, Role, may
from tests.factories import make_archive, make_user

pytestmark = pytest.mark.django_db
IN_COLLECTIONS = {"wagtailimages": get_image_model, "wagtaildocs": get_document_model}
EVERY_GRANT = sorted({grant for role in ROLES for grant in role.grants})
PAGE = Path(__file__).parents[2] / "docs/roles.md"


def person_with(role: str):
    user = make_user(f"{role.split()[0].lower()}@dimensions.example")
    user.groups.set(Group.objects.filter(name=role))
    return user


def may_do(user, grant: Grant) -> bool:
    """Return whether Wagtail's own checks allow it."""
    app, _, codename = grant.permission.partition(".")
    action = codename.rpartition("_")[0]
    if app == "wagtailcore":
        page = make_archive() if grant.page_type else Page.objects.get(depth=1)
        return action in page.permissions_for_user(user).permissions
    if app in IN_COLLECTIONS:
        somebodys = IN_COLLECTIONS[app]()(collection=Collection.get_first_root_node())
        return policy_registry.get(somebodys).user_has_permission_for_instance(user, action, somebodys)
    return user.has_perm(grant.permission)


def holds(role: Role, grant: Grant) -> bool:
    """Return whether a grant follows from a role; one for all pages also holds below each of them."""
    return grant in role.grants or grant.permission in role.permissions


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_a_role_may_do_what_the_table_says_and_nothing_else(role):
    make_archive()
    user = person_with(role.name)
    answers = {grant.key: may_do(user, grant) for grant in EVERY_GRANT}
    assert answers == {grant.key: holds(role, grant) for grant in EVERY_GRANT}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_a_role_has_no_permission_that_is_not_in_the_table(role):
    make_archive()
    assert granted_to(role.name) == {grant.key for grant in role.grants}


def granted_to(name: str) -> set[str]:
    """Return everything granted to a group, as rows of the table."""
    group = Group.objects.get(name=name)
    on_pages = GroupPagePermission.objects.filter(group=group).select_related("page")
    return {
        *(key(permission) for permission in group.permissions.all()),
        *(key(row.permission) for row in GroupCollectionPermission.objects.filter(group=group)),
        *(key(row.permission) + below(row.page) for row in on_pages),
    }


def key(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"


def below(page: Page) -> str:
    return "" if page.depth == 1 else f" below {page.specific_class._meta.label}"


def test_the_table_alone_makes_what_the_migrations_made():
    before = {role.name: granted_to(role.name) for role in ROLES}
    Group.objects.all().delete()
    AppliedRole.objects.all().delete()
    apply_roles()
    assert {role.name: granted_to(role.name) for role in ROLES} == before


def migrate() -> None:
    call_command("migrate", verbosity=0)


def group_of(role: str) -> Group:
    return Group.objects.get(name=role)


def test_what_an_administrator_takes_away_stays_away():
    editor, taken = group_of("Editor"), Permission.objects.get(codename="view_trend")
    editor.permissions.remove(taken)
    editor.page_permissions.filter(permission__codename="lock_page").delete()
    editor.collection_permissions.filter(permission__codename="delete_image").delete()
    migrate()
    everything = {grant.key for grant in next(role for role in ROLES if role.name == "Editor").grants}
    gone = {"articles.view_trend", "wagtailcore.lock_page", "wagtailimages.delete_image"}
    assert granted_to("Editor") == everything - gone


def test_what_an_administrator_adds_stays():
    group_of("Author").permissions.add(Permission.objects.get(codename="view_trend"))
    migrate()
    assert person_with("Author").has_perm("articles.view_trend")


def with_line(name: str, *permissions: str, below=()) -> tuple[Role, ...]:
    """Return the table with a further row for a role."""
    return tuple(
        Role(role.name, role.summary, (*role.permissions, *permissions), {**role.below, **dict(below)})
        if role.name == name
        else role
        for role in ROLES
    )


def test_a_new_line_arrives_with_the_next_migration_and_once(monkeypatch):
    further = (*may("articles.trend", "view"), *may("wagtailcore.page", "lock"), *may("wagtailimages.image", "delete"))
    monkeypatch.setattr(roles, "ROLES", with_line("Author", *further))
    migrate()
    assert set(further) <= granted_to("Author")

    group_of("Author").permissions.clear()
    migrate()
    assert "articles.view_trend" not in granted_to("Author")


def test_a_new_line_below_a_page_type_arrives_at_the_pages_that_are_there(monkeypatch):
    make_archive()
    line = {"archive.ArchivePage": may("wagtailcore.page", "change")}
    monkeypatch.setattr(roles, "ROLES", with_line("Membership manager", below=line))
    migrate()
    assert "wagtailcore.change_page below archive.ArchivePage" in granted_to("Membership manager")


def test_a_new_role_arrives_with_its_group(monkeypatch):
    translator = Role("Translator", "Translates.", (ACCESS_ADMIN, *may("wagtailcore.page", "change")))
    monkeypatch.setattr(roles, "ROLES", (*ROLES, translator))
    migrate()
    assert granted_to("Translator") == {"wagtailadmin.access_admin", "wagtailcore.change_page"}


def test_a_permission_of_an_app_that_is_not_there_yet_waits(monkeypatch):
    monkeypatch.setattr(roles, "ROLES", with_line("Author", "translations.add_draft"))
    migrate()
    assert "translations.add_draft" not in AppliedRole.objects.get(name="Author").granted


def test_a_group_that_was_deleted_is_not_made_again(monkeypatch):
    group_of("Editor").delete()
    monkeypatch.setattr(roles, "ROLES", with_line("Editor", *may("articles.trend", "add")))
    migrate()
    assert not Group.objects.filter(name="Editor").exists()


def test_a_group_that_was_renamed_is_still_the_role(monkeypatch):
    Group.objects.filter(name="Editor").update(name="Desk editor")
    monkeypatch.setattr(roles, "ROLES", with_line("Editor", *may("articles.trend", "add")))
    migrate()
    assert "articles.add_trend" in granted_to("Desk editor")
    assert not Group.objects.filter(name="Editor").exists()


def test_what_earlier_migrations_granted_counts_as_granted():
    """An administrator changed a role before the table of roles existed."""
    AppliedRole.objects.all().delete()
    group_of("Editor").permissions.remove(Permission.objects.get(codename="view_trend"))
    group_of("Archivist").delete()

    loader = MigrationLoader(connection)
    loader.get_migration("members", "0011_applied_roles").operations[-1].code(loader.project_state().apps, None)
    migrate()
    assert "articles.view_trend" not in granted_to("Editor")
    assert not Group.objects.filter(name="Archivist").exists()


def test_every_role_says_what_its_people_do():
    assert all(role.summary.endswith(".") for role in ROLES)
    assert len({role.name for role in ROLES}) == len(ROLES)


def test_the_page_of_the_docs_shows_the_table():
    printed = StringIO()
    call_command("roles", stdout=printed)
    assert printed.getvalue().strip() in PAGE.read_text(), "put what `manage.py roles` prints into docs/roles.md"
