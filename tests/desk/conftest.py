"""An author with a piece, and editors."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from desk.invitations.services import prepare_author
from desk.models import Piece, Stage
from members.models import User
from tests.factories import make_section, make_user

ANA = "ana@home.example"


def person(role: str = "", email: str = "", **fields) -> User:
    """Somebody with a confirmed address, and perhaps a role."""
    user = make_user(email or f"{role.lower().replace(' ', '-')}@magazine.example", **fields)
    user.groups.set(Group.objects.filter(name=role))
    user.mark_email_verified()
    return User.objects.get(pk=user.pk)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def mails_to(address: str) -> list[str]:
    return [f"{message.subject}\n{message.body}" for message in mail.outbox if message.to == [address]]


def link_in(text: str, begins: str) -> str:
    """The path of a link in a mail."""
    found = re.search(rf"https?://[^/\s]+({begins}\S*)", text)
    assert found, text
    return found[1]


@pytest.fixture(autouse=True)
def section(db):
    return make_section()


@pytest.fixture
def editor():
    return person("Editor", first_name="Edda", last_name="Lindqvist")


@pytest.fixture
def author():
    user = person(email=ANA, first_name="Ana", last_name="Duarte")
    prepare_author(user)
    return user


@pytest.fixture
def piece(author, editor):
    """A piece that its author has begun."""
    return Piece.objects.create(title="Low water", owner=author, assignee=editor, stage=Stage.WRITING)


@pytest.fixture
def writer(author):
    """The browser of the author."""
    return logged_in(author)
