"""Export and deletion of personal data: after deletion only bylines are left."""

import io
import json
import zipfile

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import APIToken, Comment
from wagtail.users.models import UserProfile

from articles.models import ArticlePage
from base.mail.models import OutgoingMail
from base.mail.outbox import OutboxBackend
from members.audit.actions import Action
from members.models import Affiliation, AuditEntry, DeskInvitation, GiftLink, Invitation, TokenGrant, User
from subscriptions.following.followed import follow, term_at
from subscriptions.models import Digest, Follow, ReaderToken
from tests.accounts.conftest import PASSWORD, add_address, logged_in, mails_to, manager, person, text_of
from tests.factories import make_article, make_contributor, make_image, make_key

ANA, WORK = "ana.unmistakable@home.example", "ana.unmistakable@tidal.example"
DELETE, DATA = "/account/delete/", "/account/data/"


@pytest.fixture
def ana(museum) -> User:
    """An author with data in every table that refers to users."""
    user = person(ANA, first_name="Ana", last_name="Duarte")
    add_address(user, WORK)
    user.affiliations.update(is_coordinator=True)  # the domain of her second address created the affiliation
    user.groups.add(Group.objects.get(name="Author"))
    author = make_contributor("Ana Duarte", user=user, created_by=user)
    article = make_article("Tides", owner=user, authors=[author], access="members")
    Comment.objects.create(page=article, user=user, text="Mine", contentpath="title")
    GiftLink.objects.create(page=article, giver=user)
    make_key(user)
    Invitation.objects.create(institution=museum, email=WORK, invited_by=user)
    Invitation.objects.create(institution=museum, email="bo@tidal.example", invited_by=user)
    DeskInvitation.objects.create(email=ANA.upper(), group=Group.objects.get(name="Editor"), invited_by=None)
    OutboxBackend().send_messages([EmailMessage("Hello", f"{ANA} asks", to=["noor@association.example"])])
    OutboxBackend().send_messages([EmailMessage("Hello", "You", to=[ANA])])
    nameless = User(pk=user.pk, email=ANA)
    log(instance=nameless, action="wagtail.edit", user=user)
    follow(user=user, term=term_at("sections/features"))
    ReaderToken.make(user=user, name="Phone of Ana")
    Digest.objects.create(email=WORK)
    Digest.objects.create(email="ana.elsewhere@home.example", user=user)
    UserProfile.objects.create(user=user, avatar=ContentFile(b"picture", name="ana.png"))
    return user


def log_in() -> Client:
    client = Client(REMOTE_ADDR="198.51.100.77")
    client.post("/account/login/", {"login": ANA, "password": PASSWORD})
    return client


def confirmed(client: Client, path: str, method: str = "post"):
    """Send a request, with the password if it is asked for."""
    asked = getattr(client, method)(path)
    assert asked.status_code == 302, text_of(asked)
    assert asked.url.startswith("/account/reauthenticate/")
    answer = client.post(asked.url, {"password": PASSWORD})
    return client.get(path) if method == "get" else answer


def every_row() -> list[str]:
    """Return the content of all tables as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of its own tables
            rows += [f"{table}: {row}" for row in cursor.fetchall()]
    return rows


def left_of(*words: str) -> list[str]:
    return [row for row in every_row() if any(word.lower() in row.lower() for word in words)]


def test_an_account_is_deleted_after_the_password_and_leaves_nothing_but_the_bylines(ana):
    client = log_in()
    assert left_of(ANA, WORK, "198.51.100.77")
    page = text_of(client.get(DELETE))
    assert "1 piece." in page
    assert "last coordinator of Tidal Museum" in page
    answer = confirmed(client, DELETE)
    assert "Your account is deleted" in text_of(answer)
    assert left_of(ANA, WORK, "198.51.100.77") == []
    assert not User.objects.filter(pk=ana.pk).exists()
    kept_by_nobody = (Affiliation, GiftLink, APIToken, TokenGrant, UserSession, Session, Comment, UserProfile)
    for model in (*kept_by_nobody, Follow, ReaderToken, Digest):
        assert not model.objects.exists(), model
    assert Invitation.objects.get().email == "bo@tidal.example"
    article = ArticlePage.objects.get()
    assert article.live
    assert "Ana Duarte" in text_of(Client().get(article.url))
    assert client.get("/account/").status_code == 302


def test_the_log_still_tells_that_there_was_an_account(ana):
    AuditEntry.objects.all().delete()
    confirmed(log_in(), DELETE)
    entry = AuditEntry.objects.get(action=Action.ACCOUNT_DELETED)
    assert (entry.object_id, entry.label) == (str(ana.pk), f"user {ana.pk}")
    log_in_entry = AuditEntry.objects.get(action=Action.LOGGED_IN)
    assert log_in_entry.data == {}


def test_an_administrator_who_deletes_an_account_leaves_as_little(ana):
    root = person("root@magazine.example", is_superuser=True)
    log_in()
    logged_in(root).post(f"/admin/users/delete/{ana.pk}/")
    assert not User.objects.filter(pk=ana.pk).exists()
    assert left_of(ANA, WORK, "198.51.100.77") == []


def test_the_association_learns_that_a_house_has_no_coordinator(ana, settings):
    manager()
    confirmed(log_in(), DELETE)
    (mail,) = mails_to("noor@association.example")
    assert "Tidal Museum has no coordinator any more" in mail.subject
    assert ANA not in mail.body


def test_nothing_happens_without_the_password(ana):
    client = log_in()
    asked = client.post(DELETE)
    client.post(asked.url, {"password": "wrong"})
    assert User.objects.filter(pk=ana.pk).exists()
    assert Client().post(DELETE).url.startswith("/account/login/")


def test_without_a_password_a_mailed_code_is_asked_for():
    user = person(ANA)
    user.set_unusable_password()
    user.save()
    asked = logged_in(user).post(DELETE)
    assert asked.url.startswith("/account/reauthenticate/code/")
    assert User.objects.exists()


def test_the_factor_is_asked_for_where_there_is_no_password():
    user = person(ANA)
    user.set_unusable_password()
    user.save()
    TOTP.activate(user, generate_totp_secret())
    assert logged_in(user).post(DELETE).status_code == 302
    assert User.objects.exists()


def test_who_alone_decides_requests_is_warned():
    noor = manager()
    assert "You are the only one who decides requests" in text_of(logged_in(noor).get(DELETE))
    manager("second@association.example")
    assert "You are the only one who decides requests" not in text_of(logged_in(noor).get(DELETE))


def test_the_only_administrator_is_warned():
    root = person("root@magazine.example", is_superuser=True)
    assert "You are the only administrator" in text_of(logged_in(root).get(DELETE))


def test_data_come_as_json_with_every_place_and_without_a_secret(ana):
    client = log_in()
    answer = confirmed(client, DATA, "get")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert answer.headers["Content-Type"] == "application/zip"  # there is a portrait
    data = json.loads(archive.read("my-data.json"))
    assert data["account"]["email"] == ANA
    assert data["account"]["roles"] == ["Author"]
    assert data["members.Affiliation (user)"][0]["institution"] == "Tidal Museum"
    assert {row["email"] for row in data["account.EmailAddress (user)"]} == {ANA, WORK}
    token = data["wagtailcore.APIToken (user)"][0]
    assert (token["name"], token["grant"]["scope"]) == ("Program", "write")
    assert data["wagtailcore.Page (owner)"][0]["title"] == "Tides"
    assert data["articles.Contributor (user)"][0]["name"] == "Ana Duarte"
    assert data["subscriptions.Follow (user)"][0]["name"] == "Features"
    assert data["subscriptions.ReaderToken (user)"][0]["name"] == "Phone of Ana"
    assert data["subscriptions.Digest (user)"][0]["email"] == "ana.elsewhere@home.example"
    text = json.dumps(data)
    secrets = [ana.password, APIToken.objects.get().key_hash, GiftLink.objects.get().token]
    for secret in (*secrets, ReaderToken.objects.get().fingerprint, *Digest.objects.values_list("key", flat=True)):
        assert secret not in text
    assert AuditEntry.objects.get(action=Action.EXPORTED).object_id == str(ana.pk)


def test_pictures_that_somebody_uploaded_come_along_in_a_zip():
    user = person(ANA)
    image = make_image("Harbour", uploaded_by_user=user)
    answer = confirmed(log_in(), DATA, "get")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert set(archive.namelist()) == {"my-data.json", f"pictures/{image.pk}-{image.filename}"}


def test_data_of_a_reader_are_one_file_of_json():
    person(ANA)
    answer = confirmed(log_in(), DATA, "get")
    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.content)["account"]["email"] == ANA
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_nobody_elses_data_come_along(ana):
    manager()
    data = confirmed(log_in(), DATA, "get").content
    assert b"noor@association.example" not in data
    assert OutgoingMail.objects.exists()
