"""Pages for monitoring, which nobody else can see."""

import datetime as dt
import io
import json
import logging

import pytest
from django.db import DatabaseError
from django.utils import timezone

from base.background.models import Heartbeat
from base.logs import JsonFormatter, WorkIdFilter, work_id
from base.mail.models import OutgoingMail
from dimensions.operating import readiness
from dimensions.operating.metrics import REQUESTS, counted, marked
from tests.factories import make_site


def seen(kind: str, seconds: float = 1.0) -> None:
    at = timezone.now() - dt.timedelta(seconds=seconds)
    Heartbeat.objects.create(name=kind, kind=kind, started_at=at, seen_at=at)


@pytest.fixture
def ready(client, db):
    def ask() -> tuple[int, dict[str, str]]:
        answer = client.get("/ready/")
        assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
        return answer.status_code, dict(line.split(": ", 1) for line in answer.content.decode().splitlines())

    return ask


@pytest.fixture
def _all_works(db, monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    for kind in ("worker", "scheduler"):
        seen(kind)
    monkeypatch.setattr(readiness, "LEAST_FREE_BYTES", 0)


@pytest.mark.usefixtures("_all_works")
def test_it_is_ready_when_everything_works(ready):
    parts = ("database", "migrations", "worker", "scheduler", "disk", "mail")
    assert ready() == (200, dict.fromkeys(parts, "ok"))


@pytest.mark.usefixtures("_all_works")
def test_it_names_what_does_not_work(ready, monkeypatch):
    Heartbeat.objects.filter(kind="worker").update(seen_at=timezone.now() - dt.timedelta(minutes=1))
    OutgoingMail.objects.create(event="e", recipient="secret@tidal.example")
    OutgoingMail.objects.update(created_at=timezone.now() - dt.timedelta(hours=1))
    monkeypatch.setattr(readiness, "LEAST_FREE_BYTES", 10**18)
    status, parts = ready()
    assert status == 503
    assert parts["worker"] == "not seen for half a minute: start it"
    assert parts["mail"].startswith("the oldest waits since 20")
    assert "MB left for data" in parts["disk"]
    assert parts["scheduler"] == parts["database"] == "ok"
    assert "secret" not in str(parts)


def test_nobody_is_mailed_that_it_is_not_ready(ready, settings, mailoutbox):
    settings.ADMINS = [("Ada", "ada@tidal.example")]
    assert ready()[0] == 503
    assert mailoutbox == []


@pytest.mark.usefixtures("_all_works")
def test_a_mail_that_waits_for_its_time_is_not_late(ready):
    later = timezone.now() + dt.timedelta(hours=1)
    OutgoingMail.objects.create(event="e", recipient="r", not_before=later)
    OutgoingMail.objects.update(created_at=timezone.now() - dt.timedelta(hours=1))
    assert ready()[0] == 200


def test_it_says_when_the_database_does_not_answer(ready, monkeypatch):
    class Broken:
        def ensure_connection(self):
            raise DatabaseError("password=secret")

    monkeypatch.setattr(readiness, "connection", Broken())
    status, parts = ready()
    assert status == 503
    assert parts["database"] == "does not answer"
    assert "secret" not in str(parts)


@pytest.mark.usefixtures("_all_works")
def test_it_says_what_is_not_migrated(ready, monkeypatch):
    readiness._migrated.clear()
    monkeypatch.setattr(readiness, "_is_migrated", lambda: False)
    assert ready()[1]["migrations"] == "not all applied: run `manage.py migrate`"


@pytest.mark.parametrize(
    ("peer", "forwarded", "status"),
    [
        ("127.0.0.1", None, 200),
        ("::1", None, 200),
        ("203.0.113.7", None, 404),
        ("127.0.0.1", "203.0.113.7", 404),
        ("127.0.0.1", "127.0.0.1, 203.0.113.7", 404),
        ("203.0.113.7", "127.0.0.1", 404),
        ("127.0.0.1", "10.0.4.9", 200),
        ("", None, 404),
    ],
)
def test_metrics_are_for_trusted_peers(client, db, settings, peer, forwarded, status):
    settings.TRUSTED_PROXIES = 1
    settings.METRICS_ADDRESSES = ["127.0.0.1/32", "::1/128", "10.0.4.9/32"]
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    answer = client.get("/metrics/", REMOTE_ADDR=peer, HTTP_HOST="any.host", **extra)
    assert answer.status_code == status
    assert (b"dimensions_queue_length" in answer.content) == (status == 200)


def test_metrics_tell_of_queue_mails_and_imports(client, db):
    OutgoingMail.objects.create(event="e", recipient="r")
    text = client.get("/metrics/").content.decode()
    for name in ("queue_age_seconds", "tasks_failed", "mails_sent", "issues_imported"):
        assert f"dimensions_{name} 0.0" in text
    assert "dimensions_mails_waiting 1.0" in text


def test_requests_are_counted_by_who_answers():
    def application(environ, start_response):
        start_response("404 Not Found", [])
        return [b""]

    def store(environ, start_response):
        if environ["PATH_INFO"] == "/stored/":
            start_response("200 OK", [])
            return [b""]
        return marked(application)(environ, start_response)

    def count(*labels: str) -> float:
        return REQUESTS.labels(*labels)._value.get()

    before = count("GET", "2xx", "store"), count("other", "4xx", "application")
    for method, path in (("GET", "/stored/"), ("GET", "/stored/"), ("BREW", "/")):
        counted(store)({"REQUEST_METHOD": method, "PATH_INFO": path}, lambda *_: None)
    after = count("GET", "2xx", "store"), count("other", "4xx", "application")
    assert (after[0] - before[0], after[1] - before[1]) == (2, 1)


def test_an_error_carries_the_identifier_of_its_lines(client, db, settings, monkeypatch):
    make_site()
    client.raise_request_exception = False
    settings.TRUSTED_PROXIES = 1
    monkeypatch.setattr("dimensions.views.readiness", lambda: 1 / 0)
    given = "0123456789abcdef"
    answer = client.get("/ready/", headers={"X-Request-ID": given})
    assert (answer.status_code, answer["X-Request-ID"]) == (500, given)
    forged = client.get("/ready/", headers={"X-Request-ID": "x\n" * 9})
    assert len(forged["X-Request-ID"]) == 32
    stranger = client.get("/ready/", headers={"X-Request-ID": given}, REMOTE_ADDR="203.0.113.7")
    assert stranger["X-Request-ID"] != given
    assert "X-Request-ID" not in client.get("/")


def test_lines_of_the_log_are_json():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(WorkIdFilter())
    error = ValueError("No such sky")
    record = logging.makeLogRecord({"levelname": "ERROR", "msg": "It is %s", "args": ("dark",)})
    record.exc_info = (type(error), error, None)
    with work_id("task-7"):
        handler.handle(record)
    line = json.loads(stream.getvalue())
    assert (line["level"], line["work_id"], line["message"]) == ("ERROR", "task-7", "It is dark")
    assert "No such sky" in line["exception"]
