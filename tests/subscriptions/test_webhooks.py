"""Webhooks: signed, delivered at least once, and never again after they were accepted."""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from articles.models import ArticlePage, Correction
from base.background import retention
from members.models import Access
from subscriptions.models import WebhookDelivery, WebhookEndpoint, WebhookEvent
from subscriptions.webhooks.services import begin_failed, replay, rotate
from tests.accounts.conftest import text_of
from tests.base.test_outbox import time_passes, work
from tests.desk.conftest import logged_in, person
from tests.factories import make_article, make_issue

SENTENCE = "The vivacious canary sings at four."
EVERY = [event.value for event in WebhookEvent]


@dataclass
class Receiver:
    """A local endpoint: the messages it received, and the responses it gives."""

    url: str = ""
    status: int = 204
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def types(self) -> list[str]:
        return [json.loads(body)["type"] for _headers, body in self.got]

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _body in self.got]


@pytest.fixture
def receiver(settings, db) -> Iterator[Receiver]:
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(found.status)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Do not log requests."""

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found.url = f"http://127.0.0.1:{server.server_port}/hook"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield found
        server.shutdown()
        thread.join()


@pytest.fixture
def endpoint(receiver) -> WebhookEndpoint:
    return WebhookEndpoint.objects.create(url=receiver.url, events=EVERY)


def do_tasks() -> None:
    time_passes()
    work()


def publish(article, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def test_what_happens_to_a_piece_is_told_in_the_background(receiver, endpoint):
    article = make_article("Tides")
    assert receiver.got == [], "somebody waited for a program elsewhere"
    do_tasks()
    article = publish(ArticlePage.objects.get(pk=article.pk), title="Tides again")
    do_tasks()
    article.unpublish()
    do_tasks()
    article = ArticlePage.objects.get(pk=article.pk)
    article = publish(article)
    do_tasks()
    article.delete()
    do_tasks()
    said = ["publish", "update", "unpublish", "publish"]
    assert receiver.types == [f"article.{event}" for event in [*said, "unpublish", "delete"]]
    data = json.loads(receiver.got[1][1])["data"]
    assert (data["title"], data["id"], data["type"]) == ("Tides again", str(article.public_id), "article")
    assert data["url"].endswith("/features/tides/")


def test_a_signature_is_good_for_the_library_of_standard_webhooks(receiver, endpoint):
    make_article()
    do_tasks()
    headers, body = receiver.got[0]
    assert Webhook(endpoint.secret).verify(body, headers)["type"] == "article.publish"
    with pytest.raises(WebhookVerificationError):
        Webhook(endpoint.secret).verify(body + b" ", headers)


def test_for_a_day_both_secrets_sign(receiver, endpoint):
    old = endpoint.secret
    new = rotate(endpoint=endpoint)
    make_article()
    do_tasks()
    for secret in (old, new):
        Webhook(secret).verify(receiver.got[0][1], receiver.got[0][0])
    WebhookEndpoint.objects.update(rotated_at=timezone.now() - timedelta(days=2))
    make_article()
    do_tasks()
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(receiver.got[1][1], receiver.got[1][0])


def test_who_does_not_take_it_gets_it_again_with_the_same_id_until_a_2xx(receiver, endpoint):
    receiver.status = 503
    make_article()
    do_tasks()
    do_tasks()
    receiver.status = 200
    do_tasks()
    for _again in range(3):
        do_tasks()
    assert len(receiver.got) == 3
    assert len(set(receiver.ids)) == 1
    delivery = WebhookDelivery.objects.get()
    assert (delivery.status, delivery.attempts, delivery.delivered_at is not None) == (200, 3, True)
    endpoint.refresh_from_db()
    assert endpoint.failures == 0


def test_a_redirect_is_not_followed_and_counts_as_a_failure(receiver, endpoint):
    receiver.status = 307
    make_article()
    do_tasks()
    delivery = WebhookDelivery.objects.get()
    assert (delivery.status, delivery.delivered_at) == (307, None)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://169.254.169.254/latest/", "http://[::ffff:10.0.0.1]/"])
def test_no_private_address_is_reached(receiver, endpoint, settings, url):
    settings.WEBHOOKS_MAY_BE_PRIVATE = False
    WebhookEndpoint.objects.update(url=url)
    make_article()
    do_tasks()
    delivery = WebhookDelivery.objects.get()
    assert (delivery.status, "not on the public internet" in delivery.answer) == (None, True)
    assert receiver.got == []


def test_a_name_that_now_leads_inside_is_not_reached(receiver, endpoint, settings, monkeypatch):
    settings.WEBHOOKS_MAY_BE_PRIVATE = False
    WebhookEndpoint.objects.update(url="http://rebound.example/hook")
    inside = [(2, 1, 6, "", ("10.1.2.3", 80))]
    monkeypatch.setattr("subscriptions.websub.outgoing.socket.getaddrinfo", lambda *args, **kwargs: inside)
    make_article()
    do_tasks()
    assert "10.1.2.3, which is not on the public internet" in WebhookDelivery.objects.get().answer


def test_who_fails_for_long_is_told_no_more_and_somebody_learns_of_it(receiver, endpoint):
    boss = person("Managing editor")
    receiver.status = 500
    WebhookEndpoint.objects.update(failures=39)
    make_article()
    do_tasks()
    endpoint.refresh_from_db()
    assert (endpoint.is_active, endpoint.disabled_at is not None) == (False, True)
    [message] = [message for message in mail.outbox if message.to == [boss.email]]
    assert receiver.url in message.body
    make_article()
    do_tasks()
    assert len(receiver.got) == 1


def test_who_is_gone_for_good_is_told_no_more(receiver, endpoint):
    receiver.status = 410
    make_article()
    do_tasks()
    endpoint.refresh_from_db()
    assert not endpoint.is_active


def test_what_all_attempts_failed_at_is_begun_anew(receiver, endpoint):
    receiver.status = 500
    make_article()
    do_tasks()
    DBTaskResult.objects.all().delete()
    begin_failed(timezone.now() + timedelta(hours=12))
    receiver.status = 204
    do_tasks()
    assert len(receiver.got) == 1
    begin_failed(timezone.now() + timedelta(hours=14))
    do_tasks()
    assert WebhookDelivery.objects.get().delivered_at


def test_a_message_is_sent_again_by_hand_with_the_same_id(receiver, endpoint):
    make_article()
    do_tasks()
    replay(delivery=WebhookDelivery.objects.get())
    do_tasks()
    assert len(receiver.got) == 2
    assert len(set(receiver.ids)) == 1


def test_only_what_was_asked_for_is_told(receiver, endpoint):
    WebhookEndpoint.objects.update(events=["unpublish"])
    article = make_article()
    article.unpublish()
    do_tasks()
    assert receiver.types == ["article.unpublish"]


def test_what_is_rolled_back_is_not_told(receiver, endpoint):
    draft = make_article("Draft")
    WebhookDelivery.objects.all().delete()
    DBTaskResult.objects.all().delete()
    draft.title = "Changed"
    draft.save_revision()
    do_tasks()
    assert receiver.got == [], "drafts are nobody's business"


def test_no_message_holds_a_word_for_members(receiver, endpoint):
    article = make_article("Kept back", access=Access.OPEN, text=f"<p>{SENTENCE}</p>", deck="For all.")
    article = publish(ArticlePage.objects.get(pk=article.pk))
    article = publish(article, access=Access.MEMBERS)
    article.corrections.add(Correction(wrong=SENTENCE, right=f"Not so: {SENTENCE}"))
    article = publish(article, access=Access.OPEN)
    make_issue("May/June")
    article.unpublish()
    article.delete()
    do_tasks()
    assert {"article.gate", "article.correction", "article.update", "article.delete"} <= set(receiver.types)
    assert not [body for _headers, body in receiver.got if b"canary" in body]
    assert not WebhookDelivery.objects.filter(body__contains="canary").exists()


def test_the_history_is_kept_for_thirty_days(receiver, endpoint):
    make_article()
    WebhookDelivery.objects.update(created_at=timezone.now() - timedelta(days=31))
    retention.prune(timezone.now())
    assert not WebhookDelivery.objects.exists()


# At the desk

PAGE = "/admin/webhooks/"


@pytest.fixture
def desk(db):
    return logged_in(person("Managing editor"))


def test_a_managing_editor_adds_one_and_sees_the_secret_once(desk, receiver):
    answer = desk.post(PAGE, {"url": receiver.url, "events": ["publish", "gate"], "is_active": "on"})
    found = re.search(r'value="(whsec_[\w+/=]+)"', text_of(answer))
    endpoint = WebhookEndpoint.objects.get()
    assert found
    assert (found[1], endpoint.events) == (endpoint.secret, ["publish", "gate"])
    assert "no-store" in answer["Cache-Control"]
    for url in (PAGE, f"{PAGE}{endpoint.pk}/"):
        assert endpoint.secret not in text_of(desk.get(url))
    new = text_of(desk.post(f"{PAGE}{endpoint.pk}/secret/"))
    endpoint.refresh_from_db()
    assert endpoint.secret in new
    assert endpoint.secret != found[1]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1/", "not on the public internet"),
        ("ftp://shop.example/", "Write an address as in"),
        ("https://me@shop.example/", "Write an address as in"),
        ("not an address", "Enter a valid URL"),
    ],
)
def test_a_wrong_address_is_refused(desk, url, said):
    answer = desk.post(PAGE, {"url": url, "events": ["publish"], "is_active": "on"})
    assert said in text_of(answer)
    assert not WebhookEndpoint.objects.exists()


def test_the_history_says_what_was_answered_and_sends_again(desk, receiver, endpoint):
    receiver.status = 503
    make_article()
    do_tasks()
    page = text_of(desk.get(f"{PAGE}{endpoint.pk}/"))
    assert "article.publish" in page
    assert "Not taken after 1 attempts: 503" in re.sub(r"\s+", " ", page)
    receiver.status = 200
    desk.post(f"{PAGE}messages/{WebhookDelivery.objects.get().pk}/replay/")
    do_tasks()
    assert "Taken (200)" in text_of(desk.get(f"{PAGE}{endpoint.pk}/"))


def test_one_that_was_stopped_is_made_active_again_and_one_is_deleted(desk, receiver, endpoint):
    WebhookEndpoint.objects.update(is_active=False, disabled_at=timezone.now(), failures=40)
    assert "Stopped on" in text_of(desk.get(PAGE))
    desk.post(f"{PAGE}{endpoint.pk}/", {"url": endpoint.url, "events": ["publish"], "is_active": "on"})
    endpoint.refresh_from_db()
    assert (endpoint.is_active, endpoint.failures, endpoint.disabled_at) == (True, 0, None)
    desk.post(f"{PAGE}{endpoint.pk}/delete/")
    assert "Nobody is told yet" in text_of(desk.get(PAGE))


@pytest.mark.parametrize("role", ["Author", "Editor", "Archivist"])
def test_nobody_else_sees_them(db, role):
    client = logged_in(person(role))
    assert client.get(PAGE).status_code in {302, 403}
    assert "Webhooks" not in text_of(client.get("/admin/"))
