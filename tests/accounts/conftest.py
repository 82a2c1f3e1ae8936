"""Users with an account, and the codes and links in their mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone

from members.models import Affiliation, Institution, MailDomain
from tests.factories import make_institution, make_membership, make_site, make_user

PASSWORD = "sesame 42"


@pytest.fixture(autouse=True)
def _site(db):
    make_site()


@pytest.fixture
def museum() -> Institution:
    """A member whose staff are known by tidal.example."""
    institution = make_institution("Tidal Museum")
    make_membership(institution)
    MailDomain.objects.create(institution=institution, domain="tidal.example", verified_at=timezone.now())
    return institution


def person(email: str = "ana@home.example", **fields):
    """Somebody with a confirmed address."""
    user = make_user(email, **fields)
    user.mark_email_verified()
    return user


def at_work(institution: Institution, email: str = "ana@home.example", **fields) -> Affiliation:
    """Somebody's active affiliation."""
    fields.setdefault("source", Affiliation.Source.STAFF)
    return Affiliation.objects.create(user=person(email), institution=institution, **fields)


def manager(email: str = "noor@association.example"):
    """Somebody who answers requests."""
    user = person(email)
    user.groups.add(Group.objects.get(name="Membership manager"))
    return user


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def add_address(user, email: str, *, verified: bool = True) -> EmailAddress:
    return EmailAddress.objects.create(user=user, email=email, verified=verified)


def mails_to(address: str) -> list:
    return [message for message in mail.outbox if message.to == [address]]


def code_for(address: str) -> str:
    """The code in the last mail to an address."""
    found = re.search(r"^ {4}(\S+)$", mails_to(address)[-1].body, re.MULTILINE)
    assert found, mails_to(address)[-1].body
    return found.group(1)


def state_of(user, institution) -> str | None:
    found = Affiliation.objects.filter(user=user, institution=institution).first()
    return found.state if found else None


def text_of(answer) -> str:
    return answer.content.decode()
