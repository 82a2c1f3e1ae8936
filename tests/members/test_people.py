"""A managing editor invites and deactivates authors and editors; nobody gains more power than that."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken, GroupPagePermission, Page

from members.models import DeskInvitation, User
from members.people import services
from members.people.role_order import manageable_by, roles_below
from members.roles import ROLES
from tests.factories import make_site, make_user

pytestmark = pytest.mark.django_db
NAMES = [role.name for role in ROLES]
ANA = "ana@home.example"


@pytest.fixture(autouse=True)
def _site(db):
    make_site()


def group(name) -> Group:
    return Group.objects.get(name=name)


def person(*roles, email="", **fields) -> User:
    """Somebody with roles and a confirmed address."""
    user = make_user(email or f"{'-'.join(roles).lower().replace(' ', '-')}@magazine.example", **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    user.mark_email_verified()
    return User.objects.get(pk=user.pk)


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def boss():
    return person("Managing editor")


def invite(boss, email=ANA, role="Author"):
    return services.invite(email=email, group=group(role), by=boss)


def link(address=ANA) -> str:
    """The path in the last mail to an address."""
    body = str([message for message in mail.outbox if message.to == [address]][-1].body)
    found = re.search(r"https?://[^/]+(/account/desk/\S+)", body)
    assert found, body
    return found[1]


def roles_of(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


# The matrix of roles to give and people to deactivate


@pytest.mark.parametrize("role", NAMES)
@pytest.mark.parametrize("given", NAMES)
def test_only_a_managing_editor_gives_roles_and_only_those_below(role, given):
    by, may = person(role), role == "Managing editor" and given in {"Author", "Editor"}
    assert (group(given) in roles_below(by)) is may
    answer = logged_in(by).post("/admin/people/", {"email": ANA, "group": group(given).pk})
    assert DeskInvitation.objects.exists() is may
    assert len(mail.outbox) == may
    assert answer.status_code == (302 if may or role != "Managing editor" else 200)


@pytest.mark.parametrize("role", NAMES)
@pytest.mark.parametrize("target", NAMES)
def test_only_a_managing_editor_stops_people_and_only_those_below(role, target):
    by, other = person(role), person(target, email="other@magazine.example")
    may = role == "Managing editor" and target in {"Author", "Editor"}
    logged_in(by).post(f"/admin/people/{other.pk}/active/", {"deactivate": ""})
    assert User.objects.get(pk=other.pk).is_active is not may
    User.objects.filter(pk=other.pk).update(is_active=False)
    logged_in(by).post(f"/admin/people/{other.pk}/active/", {"reactivate": ""})
    assert User.objects.get(pk=other.pk).is_active is may


@pytest.mark.parametrize("more", ["superuser", "staff", "own permission", "another role", "no role"])
def test_nobody_with_more_than_these_roles_is_stopped(boss, more):
    other = person("Author", email="other@magazine.example")
    if more in {"superuser", "staff"}:
        setattr(other, f"is_{more}", True)
        other.save()
    elif more == "own permission":
        other.user_permissions.add(Permission.objects.get(codename="view_redirect"))
    else:
        other.groups.set(Group.objects.filter(name="Archivist") if more == "another role" else [])
        other.groups.add(*Group.objects.filter(name="Author")) if more == "another role" else None
    assert not manageable_by(boss)(other)
    with pytest.raises(PermissionDenied):
        services.set_active(person=other, is_active=False, by=boss)


def test_a_role_that_was_given_more_is_not_below_any_longer(boss):
    group("Author").permissions.add(Permission.objects.get(codename="change_user"))
    assert list(roles_below(boss)) == [group("Editor")]
    publish = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group("Editor"), permission=publish, page=Page.objects.get(depth=1))
    assert list(roles_below(boss)) == [group("Editor")]
    group("Managing editor").page_permissions.filter(permission=publish).delete()
    assert not roles_below(boss).exists()


def test_nobody_stops_or_raises_themselves(boss):
    both = person("Managing editor", "Editor", email="both@magazine.example")
    for user in (boss, both):
        with pytest.raises(PermissionDenied):
            services.set_active(person=user, is_active=False, by=user)
        with pytest.raises(services.DeskInvitationError, match="your own address"):
            invite(user, email=user.email.upper())
    EmailAddress.objects.create(user=boss, email="second@home.example", verified=False)
    with pytest.raises(services.DeskInvitationError, match="your own address"):
        invite(boss, email="second@home.example")
    for role in ("Managing editor", "Archivist", "Membership manager"):
        with pytest.raises(PermissionDenied):
            invite(boss, role=role)


def test_an_author_cannot_give_a_role_even_with_the_permission():
    author = person("Author")
    author.user_permissions.add(Permission.objects.get(codename="add_deskinvitation"))
    author = User.objects.get(pk=author.pk)
    assert not roles_below(author).exists()


# The invitation


def test_an_invitation_is_shown_by_get_and_accepted_by_post_once(boss):
    invite(boss, role="Editor")
    client = logged_in(ana := person(email=ANA))
    path = link()
    assert "Accept the invitation" in client.get(path).content.decode()
    assert roles_of(ana) == set()
    client.post(path)
    assert roles_of(ana) == {"Editor"}
    ana.groups.clear()
    assert client.post(path, follow=True).status_code == 410
    assert roles_of(ana) == set()


def test_it_is_for_its_address_only(boss):
    invite(boss)
    eve = person(email="eve@home.example")
    EmailAddress.objects.create(user=eve, email=ANA, verified=False)
    said = logged_in(eve).post(link(), follow=True).content.decode()
    assert f"This invitation is for {ANA}" in said
    assert roles_of(eve) == set()


def test_an_account_with_an_unconfirmed_address_gets_no_role(boss):
    squatter = make_user(ANA)
    EmailAddress.objects.create(user=squatter, email=ANA, verified=False)
    invite(boss)
    assert roles_of(squatter) == set()
    logged_in(squatter).post(link())
    assert roles_of(squatter) == set()


def test_whoever_made_the_account_before_its_owner_confirmed_it_does_not_keep_the_password(boss):
    squatter = make_user(ANA)
    invite(boss)
    before = logged_in(squatter)
    squatter.mark_email_verified()  # as the owner of the address does, by a mailed code
    owner = logged_in(squatter)
    owner.post(link())
    squatter.refresh_from_db()
    assert roles_of(squatter) == {"Author"}
    assert not squatter.has_usable_password()
    assert owner.get("/account/").status_code == 200
    assert before.get("/account/").status_code == 302


@pytest.mark.parametrize("how", ["confirmed before", "signed up here"])
def test_an_owner_keeps_the_password(boss, how):
    user = person(email=ANA) if how == "confirmed before" else None
    invite(boss)
    user = user or person(email=ANA)
    client = logged_in(user)
    if how == "signed up here":
        session = client.session
        session[services.SIGNED_UP_KEY] = user.pk
        session.save()
    client.post(link())
    user.refresh_from_db()
    assert roles_of(user) == {"Author"}
    assert user.has_usable_password()


def test_a_sign_up_by_the_link_leads_to_the_desk(client, boss, settings):
    invite(boss)
    path = link()
    page = client.get(path).content.decode()
    assert "/account/signup/?next=" in page
    filled_in = {"email": ANA, "first_name": "Ana", "last_name": "D", "password1": "tidal sesame 42"}
    client.post("/account/signup/", filled_in)
    code = re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)
    client.post("/account/confirm-email/", {"code": code[1]})
    client.post(path)
    ana = User.objects.get(email=ANA)
    assert roles_of(ana) == {"Author"}
    assert ana.has_usable_password()


@pytest.mark.parametrize("why", ["expired", "taken back", "inviter stopped", "inviter no longer one", "altered"])
def test_what_works_no_more_gives_nothing(boss, why):
    invitation, ana = invite(boss), person(email=ANA)
    path = link()
    if why == "expired":
        DeskInvitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    elif why == "taken back":
        logged_in(boss).post(f"/admin/people/invitations/{invitation.pk}/revoke/")
    elif why == "inviter stopped":
        User.objects.filter(pk=boss.pk).update(is_active=False)
    elif why == "inviter no longer one":
        boss.groups.clear()
    else:
        path = path[:-3] + "xx/"
    answer = logged_in(ana).post(path, follow=True)
    assert answer.status_code in {200, 404, 410}
    assert roles_of(ana) == set()


def test_a_guest_cannot_accept(client, boss):
    invite(boss)
    client.post(link())
    assert DeskInvitation.objects.get().accepted_at is None


def test_who_is_invited_or_has_the_role_or_is_stopped_is_not_invited_again(boss):
    invite(boss)
    with pytest.raises(services.DeskInvitationError, match="invited already"):
        invite(boss, email=ANA.upper())
    author = person("Author")
    with pytest.raises(services.DeskInvitationError, match="has the role"):
        invite(boss, email=author.email)
    User.objects.filter(pk=author.pk).update(is_active=False)
    with pytest.raises(services.DeskInvitationError, match="reactivate"):
        invite(boss, email=author.email, role="Editor")


BAD = ["", "ana", "ana@", "a" * 300 + "@home.example", "ana@home.example, bo@home.example", "a\x00@b.example"]


@pytest.mark.parametrize("typed", BAD)
def test_a_bad_address_gets_a_sentence(boss, typed):
    answer = logged_in(boss).post("/admin/people/", {"email": typed, "group": group("Author").pk})
    assert answer.status_code in {200, 400}
    assert not DeskInvitation.objects.exists()


# Deactivation


def test_sessions_and_tokens_of_a_stopped_account_end_at_once_and_for_good(boss):
    author = person("Author")
    client = Client()
    client.post("/account/login/", {"login": author.email, "password": "sesame 42"})
    assert client.get("/account/").status_code == 200
    assert UserSession.objects.filter(user=author).exists()
    _token, key = APIToken.create_token(user=author, name="Program")
    program = Client(headers={"authorization": f"Bearer {key}"})
    assert program.get("/api/v3/pages/").status_code == 200
    services.set_active(person=author, is_active=False, by=boss)
    for _again in range(2):
        assert client.get("/account/").status_code == 302
        assert program.get("/api/v3/pages/").status_code == 401
        services.set_active(person=author, is_active=True, by=boss)


def test_the_list_says_who_has_a_second_factor_and_when_they_were_here(boss, django_assert_max_num_queries):
    with_factor, without = person("Author"), person("Editor")
    Authenticator.objects.create(user=with_factor, type=Authenticator.Type.TOTP, data={})
    Authenticator.objects.create(user=without, type=Authenticator.Type.RECOVERY_CODES, data={})
    User.objects.filter(pk=with_factor.pk).update(last_login="2026-03-04T10:30:00Z")
    for number in range(8):
        person("Author", email=f"{number}@magazine.example")
    client = logged_in(boss)
    client.get("/admin/people/")
    with django_assert_max_num_queries(40):
        page = client.get("/admin/people/").content.decode()
    rows = {row.split("</td>")[0]: row for row in page.split('<td class="title">')[1:]}
    of = {user: next(row for name, row in rows.items() if user.email in name) for user in (with_factor, without, boss)}
    assert "Yes" in of[with_factor]
    assert "4 March 2026" in of[with_factor]
    assert "None" in of[without]
    assert "Never" in of[without]
    assert "Deactivate" in of[with_factor]
    assert "Deactivate" not in of[boss]
