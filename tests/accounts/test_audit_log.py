"""The audit log: all changes of permissions, with their authors; reading is never recorded."""

import csv
import io
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken

from base.background import retention
from members.audit.actions import Action
from members.models import AuditEntry, DeskInvitation, User
from members.people import services
from tests.accounts.conftest import PASSWORD, at_work, logged_in, manager, person, text_of
from tests.factories import make_article, make_user

LOG = "/admin/reports/audit-log/"
ANA = "ana@home.example"


def entries(action: Action | None = None) -> list[AuditEntry]:
    found = AuditEntry.objects.order_by("pk")
    return list(found.filter(action=action) if action else found)


def only(action: Action) -> AuditEntry:
    (entry,) = entries(action)
    return entry


def boss() -> User:
    user = person("boss@magazine.example", first_name="Bea", last_name="Boss")
    user.groups.add(Group.objects.get(name="Managing editor"))
    return user


def log_in(client, email=ANA, password=PASSWORD):
    client.post("/account/login/", {"login": email, "password": password})


def test_a_log_in_is_recorded_with_where_it_came_from(client):
    user = person()
    log_in(client)
    entry = only(Action.LOGGED_IN)
    assert (entry.user_id, entry.object_id, entry.data) == (user.pk, str(user.pk), {"address": "127.0.0.1"})


def test_a_failed_log_in_is_recorded_for_its_account(client):
    user = person()
    log_in(client, ANA.upper(), "wrong")
    entry = only(Action.LOG_IN_FAILED)
    assert (entry.user_id, entry.object_id, entry.data["step"]) == (None, str(user.pk), "password")


def test_what_was_typed_for_no_account_is_not_kept(client):
    log_in(client, "someone@else.example", "wrong")
    entry = only(Action.LOG_IN_FAILED)
    assert entry.object_id == "-"
    assert "else.example" not in f"{entry.label} {entry.data}"


def test_a_wrong_second_factor_is_recorded(client):
    user = person()
    TOTP.activate(user, generate_totp_secret())
    assert Authenticator.objects.exists()
    log_in(client)
    client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert only(Action.LOG_IN_FAILED).data["step"] == "second factor"
    assert entries(Action.LOGGED_IN) == []


def test_a_wrong_code_of_those_sent_by_mail_is_recorded(client):
    user = person()
    client.post("/account/login/code/", {"email": ANA})
    client.post("/account/login/code/confirm/", {"code": "wrong"})
    entry = only(Action.LOG_IN_FAILED)
    assert (entry.object_id, entry.data["step"]) == (str(user.pk), "code by mail")


def test_a_wrong_password_when_asked_again_is_recorded(client):
    user = person()
    log_in(client)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    client.post("/account/reauthenticate/", {"password": "wrong"})
    entry = only(Action.LOG_IN_FAILED)
    assert (entry.object_id, entry.data["step"]) == (str(user.pk), "password")


@pytest.mark.parametrize("way", ["from the account", "from the group"])
def test_a_role_that_is_given_or_taken_is_recorded(way):
    user, group = person(), Group.objects.get(name="Editor")
    if way == "from the account":
        user.groups.add(group)
        user.groups.set([])
    else:
        group.user_set.add(user)
        group.user_set.clear()
    assert [only(action).data for action in (Action.ROLE_GIVEN, Action.ROLE_TAKEN)] == [{"role": "Editor"}] * 2
    assert {entry.object_id for entry in entries()} == {str(user.pk)}


def test_a_single_permission_is_recorded_too():
    user = person()
    user.user_permissions.add(Permission.objects.get(codename="operate"))
    user.user_permissions.clear()
    assert [entry.action for entry in entries()] == [Action.ROLE_GIVEN, Action.ROLE_TAKEN]


def test_who_invited_gave_the_role():
    by, ana = boss(), person()
    invitation = services.invite(email=ANA, group=Group.objects.get(name="Author"), by=by)
    AuditEntry.objects.all().delete()
    logged_in(ana).post(invitation.address)
    assert DeskInvitation.objects.get().accepted_at
    entry = only(Action.ROLE_GIVEN)
    assert (entry.user_id, entry.object_id, entry.data) == (by.pk, str(ana.pk), {"role": "Author"})


def test_an_account_that_is_stopped_is_recorded_and_its_tokens_with_it():
    by, author = boss(), person()
    author.groups.add(Group.objects.get(name="Author"))
    APIToken.create_token(user=author, name="Program")
    client = logged_in(by)
    client.post(f"/admin/people/{author.pk}/active/")
    entry = only(Action.POWER_CHANGED)
    assert (entry.user_id, entry.object_id, entry.data) == (by.pk, str(author.pk), {"is_active": False})
    assert only(Action.TOKEN_REVOKED).user_id == by.pk


def test_somebody_who_may_do_everything_is_recorded():
    make_user("root@magazine.example", is_superuser=True)
    ana = person()
    ana.is_superuser = True
    ana.save()
    ana.first_name = "Anna"
    ana.save()
    assert [entry.data for entry in entries(Action.POWER_CHANGED)] == [{"is_superuser": True}] * 2


def test_an_entry_is_gone_with_the_change_that_was_not_made():
    user = person()
    with transaction.atomic():
        user.groups.add(Group.objects.get(name="Editor"))
        transaction.set_rollback(True)
    assert entries() == []


def test_affiliations_are_recorded_as_they_change(museum):
    noor, ana = manager(), person()
    AuditEntry.objects.all().delete()
    logged_in(ana).post(f"/account/institutions/{museum.slug}/ask/", {"note": "x"})
    affiliation = ana.affiliations.get()
    client = logged_in(noor)
    client.post(f"/admin/requests/{affiliation.pk}/", {"approve": "1"})
    client.post(f"/account/colleagues/{museum.slug}/people/{affiliation.pk}/coordinator/", {"make": "1"})
    client.post(f"/account/colleagues/{museum.slug}/people/{affiliation.pk}/remove/")
    found = [(e.user_id, e.data["state"], e.data["coordinator"]) for e in entries(Action.AFFILIATION_CHANGED)]
    assert found == [
        (ana.pk, "pending", False),
        (noor.pk, "active", False),
        (noor.pk, "active", True),
        (noor.pk, "removed", False),
    ]
    affiliation.refresh_from_db()
    affiliation.save()
    affiliation.delete()
    assert entries()[-1].data["state"] == "deleted"
    assert entries()[-1].data["institution"] == "Tidal Museum"


def test_gates_are_recorded_that_close_and_open_after_publication():
    article = make_article("Tides", access="members")
    assert entries() == []
    for access in ("open", "members"):
        article.access = access
        article.save_revision().publish()
    assert [(entry.action, entry.label) for entry in entries()] == [
        (Action.GATE_OPENED, "Tides"),
        (Action.GATE_CLOSED, "Tides"),
    ]
    article.unpublish()
    assert len(entries()) == 2


def test_a_token_is_recorded(client):
    root = person("root@magazine.example", is_superuser=True)
    client.force_login(root)
    client.post("/admin/api-tokens/new/", {"user": root.pk, "name": "Program", "scope": "write", "days": "0"})
    client.post(f"/admin/api-tokens/delete/{APIToken.objects.get().pk}/")
    assert only(Action.TOKEN_MADE).user_id == only(Action.TOKEN_REVOKED).user_id == root.pk


@pytest.fixture
def desk() -> Client:
    """The desk as a managing editor sees it, with something in the log."""
    client = logged_in(boss())
    ana = person(first_name="Ana", last_name="Duarte")
    ana.groups.add(Group.objects.get(name="Editor"))
    log_in(Client(), "bo@home.example", "wrong")
    return client


def test_a_managing_editor_reads_and_filters_the_log(desk):
    page = text_of(desk.get(LOG))
    assert "Ana Duarte &lt;ana@home.example&gt;" in page
    assert "role: Editor" in page
    table = text_of(desk.get(LOG + "results/?person=duarte"))
    assert "role: Editor" in table
    assert "step: password" not in table
    assert "role: Editor" not in text_of(desk.get(LOG + f"results/?action={Action.LOG_IN_FAILED}"))
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "role: Editor" not in text_of(desk.get(LOG + f"results/?timestamp_from={tomorrow}"))
    assert "role: Editor" in text_of(desk.get(LOG + f"results/?timestamp_to={tomorrow}"))


def test_an_export_has_all_of_it_and_is_recorded_itself(desk):
    answer = desk.get(f"{LOG}?export=csv&person=ana@home.example")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode())))
    assert rows[0] == ["When", "What", "By", "Whom or what", "More"]
    assert rows[1][1:] == ["Role given", "The system", "Ana Duarte <ana@home.example>", "role: Editor"]
    assert len(rows) == 2
    assert only(Action.EXPORTED).data == {"what": LOG}
    assert desk.get(f"{LOG}?export=xlsx").status_code == 200


@pytest.mark.parametrize("role", ["Author", "Editor", "Archivist", "Membership manager"])
def test_nobody_else_sees_it(role):
    user = person("other@magazine.example")
    user.groups.add(Group.objects.get(name=role))
    client = logged_in(user)
    assert client.get(LOG).status_code in {302, 403, 404}
    assert "Audit log" not in text_of(client.get("/admin/"))


def test_an_entry_is_kept_for_four_hundred_days(client):
    person()
    log_in(client)
    AuditEntry.objects.update(timestamp=timezone.now() - timedelta(days=399))
    retention.prune(timezone.now())
    assert AuditEntry.objects.count() == 1
    AuditEntry.objects.update(timestamp=timezone.now() - timedelta(days=401))
    retention.prune(timezone.now())
    assert AuditEntry.objects.count() == 0


def test_what_somebody_reads_is_not_recorded(museum):
    at_work(museum)
    client = logged_in(User.objects.get())
    AuditEntry.objects.all().delete()
    client.get(make_article("Gated", access="members").url)
    client.get("/search/?q=tides")
    assert entries() == []
