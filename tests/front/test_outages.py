"""Error pages during outages: a full disk, read-only files, an unreachable database."""

import errno
import sqlite3
from contextlib import closing

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from psycopg.errors import DiskFull

from base.outages import Outage, outage_of
from tests.factories import make_site

FIELDS = {"email": "new@tidal.example", "first_name": "Ana", "last_name": "Duarte", "password1": "stars-and-moons"}


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
    """Return the error wrapped as Django does: in an error of its own, with the original as cause."""
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
    assert outage_of(caught(act)) is Outage.DISK_FULL


LOST = psycopg.OperationalError("connection refused")


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (None, None),
        (ValueError(), None),
        (sqlite3.OperationalError("database is locked"), None),
        (psycopg.errors.DeadlockDetected(), None),
        (psycopg.errors.UniqueViolation(), None),
        (OSError(errno.ENOENT, "no such file", "/srv/x"), None),
        (PermissionError(errno.EPERM, "no file is named"), None),
        (OSError(errno.EROFS, "read-only", "/srv/media/x.png"), Outage.READ_ONLY),
        (OSError(errno.EACCES, "no", "/srv/media/x.png"), Outage.READ_ONLY),
        (LOST, Outage.DATABASE_GONE),
        (psycopg.errors.AdminShutdown(), Outage.DATABASE_GONE),
        (psycopg.errors.CannotConnectNow(), Outage.DATABASE_GONE),
        (InterfaceError("connection already closed"), Outage.DATABASE_GONE),
    ],
)
def test_other_errors_are_what_they_are(error, outage):
    assert outage_of(error) is outage


def test_a_database_whose_file_cannot_be_opened_is_gone(tmp_path):
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect(tmp_path / "no-folder" / "database")
    assert outage_of(caught.value) is Outage.DATABASE_GONE


def test_whoever_asks_while_the_database_is_gone_is_told(client, db, monkeypatch):
    make_site()
    client.raise_request_exception = False

    def gone(*_args):
        raise OperationalError from LOST

    monkeypatch.setattr("members.accounts.forms.SignupForm.try_save", gone)
    answer = client.post("/account/signup/", FIELDS)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "what you just sent was not saved" in answer.content.decode()


@pytest.mark.parametrize("act", [write_to_full_disk, write_to_full_database])
def test_whoever_saves_reads_that_nothing_was_saved(client, db, monkeypatch, act):
    make_site()
    client.raise_request_exception = False
    monkeypatch.setattr("members.accounts.forms.SignupForm.try_save", lambda *_: act())
    answer = client.post("/account/signup/", FIELDS)
    assert answer.status_code == 507
    assert "nothing of what you just sent was saved" in answer.content.decode()


def test_another_failure_is_a_failure(client, db, monkeypatch):
    make_site()
    client.raise_request_exception = False
    monkeypatch.setattr("members.accounts.forms.SignupForm.try_save", lambda *_: 1 / 0)
    assert client.post("/account/signup/", FIELDS).status_code == 500
