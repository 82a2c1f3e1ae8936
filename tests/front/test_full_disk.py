"""What somebody reads who saves while the disk is full."""

import errno
import sqlite3
from contextlib import closing

import pytest
from django.db import OperationalError
from psycopg.errors import DiskFull

from base.full_disk import is_disk_full
from tests.factories import make_site


def write_to_full_disk() -> None:
    with open("/dev/full", "w") as file:  # noqa: PTH123 - as libraries do
        file.write("x" * 100_000)


def write_to_full_database() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA max_page_count = 3")
        database.execute("CREATE TABLE words (word)")
        database.execute("INSERT INTO words VALUES (?)", ["x" * 100_000])


def say_it_of_postgresql() -> None:
    raise DiskFull("could not extend file: No space left on device")


def caught(act) -> Exception:
    """What Django makes of it: an error of its own, with the other as its cause."""
    try:
        try:
            act()
        except Exception as error:
            raise OperationalError(str(error)) from error
    except OperationalError as error:
        return error
    raise AssertionError


@pytest.mark.parametrize("act", [write_to_full_disk, write_to_full_database, say_it_of_postgresql])
def test_a_full_disk_is_recognised(act):
    assert is_disk_full(caught(act))


@pytest.mark.parametrize("error", [None, OSError(errno.EACCES, "no"), sqlite3.OperationalError("locked"), ValueError()])
def test_other_errors_are_not(error):
    assert not is_disk_full(error)


@pytest.mark.parametrize("act", [write_to_full_disk, write_to_full_database])
def test_whoever_saves_reads_that_nothing_was_saved(client, db, monkeypatch, act):
    make_site()
    client.raise_request_exception = False
    monkeypatch.setattr("members.accounts.forms.SignupForm.try_save", lambda *_: act())
    fields = {"email": "new@tidal.example", "first_name": "Ana", "last_name": "Duarte", "password1": "stars-and-moons"}
    answer = client.post("/account/signup/", fields)
    assert answer.status_code == 507
    assert "nothing of what you just sent was saved" in answer.content.decode()


def test_another_failure_is_a_failure(client, db, monkeypatch):
    make_site()
    client.raise_request_exception = False
    monkeypatch.setattr("members.accounts.forms.SignupForm.try_save", lambda *_: 1 / 0)
    fields = {"email": "new@tidal.example", "first_name": "Ana", "last_name": "Duarte", "password1": "stars-and-moons"}
    assert client.post("/account/signup/", fields).status_code == 500
