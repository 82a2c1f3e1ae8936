"""The response time does not reveal whether an address has an account."""

import time
from statistics import median

import pytest
from django.test import Client

from tests.accounts.conftest import PASSWORD, person

KNOWN, TRIES = "known@tidal.example", 8


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.ACCOUNT_LEAST_SECONDS = 0.25
    settings.EMAIL_BACKEND = "base.mail.outbox.OutboxBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    person(KNOWN).set_password(PASSWORD)


def sign_up(email: str) -> tuple[str, dict[str, str]]:
    fields = {"email": email, "first_name": "Ana", "last_name": "Duarte", "password1": "stars-and-moons"}
    return "/account/signup/", fields


def sign_up_without_password(email: str) -> tuple[str, dict[str, str]]:
    return "/account/signup/", {"email": email, "first_name": "Ana", "last_name": "Duarte", "password1": ""}


def log_in(email: str) -> tuple[str, dict[str, str]]:
    return "/account/login/", {"login": email, "password": "not the one"}


def ask_for_a_code(email: str) -> tuple[str, dict[str, str]]:
    return "/account/login/code/", {"email": email}


def reset(email: str) -> tuple[str, dict[str, str]]:
    return "/account/password/reset/", {"email": email}


def seconds(path: str, fields: dict[str, str]) -> float:
    client = Client()
    client.get(path)
    began = time.perf_counter()
    assert client.post(path, fields).status_code in {200, 302}
    return time.perf_counter() - began


@pytest.mark.parametrize("act", [sign_up, sign_up_without_password, log_in, ask_for_a_code, reset])
def test_known_and_unknown_addresses_take_as_long(act):
    pairs = [(seconds(*act(KNOWN)), seconds(*act(f"{act.__name__}-{number}@tidal.example"))) for number in range(TRIES)]
    known, unknown = (sorted(times) for times in zip(*pairs, strict=True))
    assert known[0] <= unknown[-1]
    assert unknown[0] <= known[-1]
    assert median(known) == pytest.approx(median(unknown), rel=0.5)
