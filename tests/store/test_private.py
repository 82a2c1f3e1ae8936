"""Changes to personal data show on no public page, so they start no generation."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.models import MailDomain, User
from page_store import middleware
from page_store.models import Change
from page_store.policy import private_tables
from tests.accounts.conftest import at_work, logged_in, manager, person
from tests.factories import make_institution, make_membership
from tests.store.reader import Site, commit
from tests.store.world import World

BO = {"email": "bo@tidal.example", "first_name": "Bo", "last_name": "Li"}


@pytest.fixture
def museum(site):
    institution = make_institution("Tidal Museum")
    make_membership(institution)
    MailDomain.objects.create(institution=institution, domain="tidal.example", verified_at=timezone.now())
    return institution


def sign_up() -> Client:
    client = Client()
    client.post("/account/signup/", BO)
    code = re.search(r"^ {4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    client.post("/account/confirm-email/", {"code": code[1]})
    assert User.objects.get(email=BO["email"]).affiliations.active().exists()
    return client


def change_name() -> None:
    client = logged_in(person())
    client.post("/account/name/", {"first_name": "Anna", "last_name": "Duarte"})
    assert User.objects.get().first_name == "Anna"


def ask_to_join() -> None:
    client = logged_in(person())
    client.post("/account/institutions/tidal-museum/ask/", {"note": "I work there."})
    assert User.objects.get().affiliations.pending().exists()
    client.post("/account/institutions/tidal-museum/leave/")


def be_added_and_made_coordinator() -> None:
    ana, noor = person(), manager()
    logged_in(ana).post("/account/institutions/tidal-museum/ask/", {"note": ""})
    affiliation = ana.affiliations.get()
    client = logged_in(noor)
    client.post(f"/admin/requests/{affiliation.pk}/", {"approve": "1"})
    client.post(f"/account/colleagues/tidal-museum/people/{affiliation.pk}/coordinator/", {"make": "1"})
    assert ana.affiliations.coordinating().exists()


def invite_a_colleague() -> None:
    ana = person()
    at_work(make_institution("Tidal Museum"), ana.email, is_coordinator=True)
    logged_in(ana).post("/account/colleagues/tidal-museum/", {"addresses": "new@home.example"})
    assert mail.outbox


@pytest.mark.parametrize("act", [sign_up, change_name, ask_to_join, be_added_and_made_coordinator, invite_a_colleague])
def test_what_a_person_does_in_their_account_ends_no_generation(museum, act):
    Change.objects.all().delete()
    commit()
    act()
    assert not Change.objects.exists()


def test_the_name_of_an_institution_is_public(museum):
    Change.objects.all().delete()
    commit()
    museum.name = "Museum of the Tides"
    museum.save()
    assert Change.objects.exists()


READ = re.compile(r'(?:FROM|JOIN) "(\w+)"')


def test_no_page_that_is_stored_is_made_from_a_table_that_is_called_private(site: Site, monkeypatch):
    """The converse: a page that begins to use a private table would otherwise become stale unnoticed."""
    world, stored, read = World(), [], dict[str, str]()
    world.clock.stop()
    monkeypatch.setattr(middleware, "_store", lambda _generation, address, *_rest: stored.append(address.file))
    for url in world.addresses:
        before = len(stored)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            site.get(url)
        if len(stored) > before:
            for query in queries:
                for table in READ.findall(query["sql"]):
                    read.setdefault(table, url)
    private = {table for table, writes in private_tables.TABLES.items() if writes == private_tables.WRITES}
    assert len(stored) > 20
    assert {table: url for table, url in read.items() if table in private - {"page_store_change"}} == {}
