"""Mail is queued in the database until a mail server accepts it, and is delivered once."""

import datetime as dt
import re
import time
from collections.abc import Iterator
from email.message import Message

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, mail_admins
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from base.background import outcomes, retention
from base.background.worker import LeasingWorker
from base.mail import outbox
from base.mail.messages import EventMessage
from base.mail.models import OutgoingMail
from base.mail.tasks import deliver_mail
from tests.accounts.conftest import at_work, person
from tests.base.smtp_catcher import Catcher, catching
from tests.factories import make_institution, make_membership, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def server(settings) -> Iterator[Catcher]:
    settings.EMAIL_BACKEND = "base.mail.outbox.OutboxBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with catching() as catcher:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", catcher.port
        yield catcher


def work() -> None:
    """Run every task that is due, as a worker does."""
    worker = LeasingWorker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="w", excluded_queue_names=[],
    )  # fmt: skip
    for row in DBTaskResult.objects.ready():
        row.claim("w")
        worker.run_task(row)


def time_passes() -> None:
    """End every pause before a retry."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def send(**fields) -> None:
    EventMessage("Your code: 123", "Here it is.", to=["ana@tidal.example"], **fields).send()


def body(part: Message) -> str:
    return bytes(part.get_payload(decode=True)).decode().strip()


def test_it_waits_while_the_server_refuses_and_arrives_once(server: Catcher):
    server.is_refusing = True
    send()
    assert server.connections == 0
    for _ in range(3):
        work()
        time_passes()
    assert server.messages == []
    assert OutgoingMail.objects.unsent().count() == 1
    server.is_refusing = False
    work()
    time_passes()
    work()
    assert [message["Subject"] for message in server.messages] == ["Your code: 123"]


def test_it_is_the_same_mail_whoever_delivers_it(server: Catcher):
    send()
    mail = OutgoingMail.objects.get()
    OutgoingMail.objects.create(
        event="taken for undelivered", recipient=mail.recipient, subject=mail.subject, content=mail.content
    )
    for kept in OutgoingMail.objects.all():
        deliver_mail.call(kept.pk)
        deliver_mail.call(kept.pk)
    assert len(server.messages) == 2
    assert len({message["Message-ID"] for message in server.messages}) == 1


def test_what_it_said_is_forgotten_when_it_is_sent():
    send()
    work()
    mail = OutgoingMail.objects.get()
    assert (mail.subject, mail.content) == ("", {})
    assert mail.sent_at


def test_an_event_is_told_once_to_each(server: Catcher):
    for _ in range(2):
        EventMessage("News", "", to=["ana@tidal.example", "bo@tidal.example"], event="news 7").send()
    EventMessage("Other news", "", to=["ana@tidal.example"], event="news 8").send()
    work()
    assert sorted(server.recipients) == ["ana@tidal.example", "ana@tidal.example", "bo@tidal.example"]


def test_it_can_wait_for_its_time(server: Catcher):
    send(not_before=timezone.now() + dt.timedelta(hours=1))
    work()
    assert server.messages == []
    time_passes()
    work()
    assert len(server.messages) == 1


def test_a_change_that_was_not_saved_sends_nothing(server: Catcher):
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    work()
    assert server.messages == []
    assert not OutgoingMail.objects.exists()


def test_all_of_a_message_arrives(server: Catcher, settings):
    message = EmailMultiAlternatives(
        "Wörter", "schlicht", "Desk <desk@tidal.example>", ["ana@tidal.example"], bcc=["hidden@tidal.example"],
        cc=["bo@tidal.example"], reply_to=["reply@tidal.example"], headers={"List-Id": "news"},
        alternatives=[("<p>schön</p>", "text/html")],
    )  # fmt: skip
    message.send()
    work()
    assert sorted(server.recipients) == ["ana@tidal.example", "bo@tidal.example", "hidden@tidal.example"]
    for got in server.messages:
        named = {name: got[name] for name in ("From", "To", "Cc", "Reply-To", "List-Id")}
        assert named == {
            "From": "Desk <desk@tidal.example>",
            "To": "ana@tidal.example",
            "Cc": "bo@tidal.example",
            "Reply-To": "reply@tidal.example",
            "List-Id": "news",
        }
        assert "hidden" not in str(got)
        bodies = [body(part) for part in got.walk() if not part.is_multipart()]
        assert bodies == ["schlicht", "<p>schön</p>"]


def test_an_attachment_is_refused_with_a_sentence():
    message = EmailMessage("Report", "", to=["ana@tidal.example"])
    message.attach("report.txt", "x")
    with pytest.raises(ValueError, match="“Report” has an attachment: link to the file instead"):
        message.send()


def test_nobody_is_mailed_that_mail_does_not_work(server: Catcher, settings):
    settings.ADMINS = [("Ada", "ada@tidal.example")]
    server.is_refusing = True
    send()
    DBTaskResult.objects.update(worker_ids=["w"] * outcomes.MOST_ATTEMPTS)
    work()
    assert DBTaskResult.objects.failed().count() == 1
    assert OutgoingMail.objects.count() == 1
    mail_admins("Something else", "")
    assert OutgoingMail.objects.count() == 2


def test_mails_are_forgotten_after_fourteen_days():
    send()
    OutgoingMail.objects.update(created_at=timezone.now() - outbox.KEPT - dt.timedelta(seconds=1))
    send()
    retention.prune(timezone.now())
    assert OutgoingMail.objects.count() == 1


def sign_up(client) -> None:
    fields = {"email": "new@tidal.example", "first_name": "Ana", "last_name": "Duarte", "password1": "stars-and-moons"}
    assert client.post("/account/signup/", fields, follow=True).status_code == 200


def ask_for_a_code(client) -> None:
    person("known@tidal.example")
    assert client.post("/account/login/code/", {"email": "known@tidal.example"}, follow=True).status_code == 200


def forget_the_password(client) -> None:
    person("known@tidal.example")
    assert client.post("/account/password/reset/", {"email": "known@tidal.example"}, follow=True).status_code == 200


def invite(client) -> None:
    museum = make_institution("Tidal Museum")
    make_membership(museum)
    client.force_login(at_work(museum, is_coordinator=True).user)
    answer = client.post(f"/account/colleagues/{museum.slug}/", {"addresses": "bo@tidal.example"}, follow=True)
    assert answer.status_code == 200


@pytest.mark.parametrize("act", [sign_up, ask_for_a_code, forget_the_password, invite])
def test_accounts_work_while_the_mail_server_does_not(client, server: Catcher, act):
    make_site()
    server.is_refusing = True
    act(client)
    assert server.connections == 0
    work()
    server.is_refusing = False
    time_passes()
    work()
    assert len(server.messages) == 1


def test_a_code_that_comes_late_still_works(client, server: Catcher, monkeypatch):
    make_site()
    ask_for_a_code(client)
    work()
    (code,) = re.findall(r"^ {4}(\S+)\s*$", body(server.messages[0]), re.MULTILINE)
    later = time.time() + 50 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    answer = client.post("/account/login/code/confirm/", {"code": code})
    assert answer.headers["Location"] == "/account/"


def test_a_mail_says_how_long_its_code_works(client, server: Catcher):
    make_site()
    for act in (sign_up, ask_for_a_code):
        act(Client())
        work()
        assert "The code works for one hour after" in body(server.messages[-1])
