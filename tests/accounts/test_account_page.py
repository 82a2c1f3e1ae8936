"""The account page explains in words why one may or may not read."""

from datetime import date

import pytest
from django.test import override_settings

from members.models import Affiliation, Network
from members.reading.access import AccessReason
from members.reading.access_messages import FORMER_MESSAGES, MESSAGES
from tests.accounts.conftest import at_work, logged_in, manager, person, text_of
from tests.factories import make_institution, make_membership

State = Affiliation.State


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("members.reading.access.today", lambda: date(2027, 4, 1))


def page_of(user) -> str:
    return text_of(logged_in(user).get("/account/"))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ((date(2026, 5, 4), date(2027, 5, 3), 30), "Tidal Museum is a member until 3 May 2027."),
        ((date(2026, 5, 4), None, 0), "Tidal Museum is a member."),
        ((date(2026, 3, 1), date(2027, 3, 20), 30), "its days of grace end on 19 April 2027."),
        ((date(2027, 5, 1), None, 0), "Tidal Museum becomes a member on 1 May 2027."),
        (
            (date(2025, 1, 1), date(2025, 12, 31), 30),
            "the membership of Tidal Museum ended on 31 December 2025.",
        ),
        (None, "Tidal Museum is not a member of the association."),
    ],
)
def test_the_reason_has_its_day(days, sentence):
    institution = make_institution("Tidal Museum")
    if days:
        starts_on, ends_on, grace_days = days
        make_membership(institution, starts_on=starts_on, ends_on=ends_on, grace_days=grace_days)
    assert sentence in page_of(at_work(institution).user)


def test_other_reasons_are_told_too():
    institution = make_institution("Tidal Museum")
    assert "your account belongs to no institution" in page_of(person("a@home.example"))
    assert "nobody has answered" in page_of(at_work(institution, "b@home.example", state=State.PENDING).user)
    assert "because you work for the magazine" in page_of(manager("c@home.example"))


def test_a_reader_in_the_house_learns_that_the_network_opens_it():
    institution = make_institution("Tidal Museum")
    make_membership(institution, starts_on=date(2026, 5, 4), ends_on=None)
    Network.objects.create(institution=institution, cidr="203.0.113.0/24")
    with override_settings(TRUSTED_PROXIES=0):
        page = logged_in(person()).get("/account/", REMOTE_ADDR="203.0.113.7")
    assert "you are in the network of Tidal Museum" in text_of(page)


@pytest.mark.parametrize("state", list(FORMER_MESSAGES))
def test_what_has_ended_is_told_with_a_way_back(state):
    page = page_of(at_work(make_institution("Tidal Museum"), state=state).user)
    assert "Earlier" in page
    assert "/account/institutions/tidal-museum/ask/" in page


def test_every_ground_has_its_sentence():
    assert set(MESSAGES) == set(AccessReason)
    assert {*FORMER_MESSAGES, State.ACTIVE, State.PENDING} == set(State)


def test_somebody_changes_their_name():
    client = logged_in(person())
    client.post("/account/name/", {"first_name": "Ana", "last_name": "Duarte"})
    assert "Ana Duarte" in text_of(client.get("/account/"))
