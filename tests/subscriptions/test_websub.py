"""The hub is notified of changed feeds: in the background, once each, and again if it did not answer."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import ArticlePage
from subscriptions.models import FailedPush, Push
from subscriptions.websub.outgoing import RefusedError, post_form, resolve
from subscriptions.websub.services import begin_waiting
from tests.base.test_outbox import time_passes, work
from tests.factories import DAY, make_article, make_contributor, make_institution, make_issue, make_trend
from tests.feeds.reading import ATOM, json_feed, tree

HUB = "https://hub.example/push"


@dataclass
class Hub:
    """A local hub: the notifications it received, and the responses it gives."""

    url: str = ""
    status: int = 202
    told: list[dict[str, list[str]]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def topics(self) -> list[str]:
        return [form["hub.url"][0].removeprefix("http://testserver") for form in self.told]


@pytest.fixture
def hub(settings) -> Iterator[Hub]:
    found = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found.headers.append(dict(self.headers))
            found.told.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(found.status)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Do not log requests."""

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.WEBSUB_HUB_MAY_BE_PRIVATE = True
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        settings.WEBSUB_HUB = found.url = f"http://127.0.0.1:{server.server_port}/push"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield found
        server.shutdown()
        thread.join()


def do_tasks() -> None:
    time_passes()
    work()


def test_every_list_of_a_new_piece_is_told_in_every_format(hub: Hub):
    article = make_article(
        "Tides", authors=[make_contributor()], trends=[make_trend("Play")], published_at=timezone.now()
    )
    article.institutions.set([make_institution()])
    article.save_revision().publish()
    assert hub.told == [], "somebody waited for the hub"
    do_tasks()
    folders = {topic.rpartition("/")[0] for topic in hub.topics}
    assert folders >= {"/feeds", "/feeds/sections/features", "/feeds/kinds/analysis", "/feeds/trends/play"}
    assert folders >= {"/feeds/contributors/ana-duarte"}
    assert "/feeds/atom.xml" in hub.topics
    assert "/feeds/feed.json" in hub.topics
    assert len(hub.topics) == len(set(hub.topics)), "a feed was told twice"
    assert hub.told[0]["hub.mode"] == ["publish"]


def test_changes_in_a_row_are_told_together(hub: Hub):
    for _ in range(5):
        make_article(published_at=timezone.now())
    do_tasks()
    assert hub.topics.count("/feeds/rss.xml") == 1
    do_tasks()
    assert hub.topics.count("/feeds/rss.xml") == 1


def told_after(hub: Hub, article: ArticlePage) -> bool:
    """Return whether publishing an article notifies the hub."""
    hub.told.clear()
    article.save_revision().publish()
    do_tasks()
    return "/feeds/rss.xml" in hub.topics


def test_a_mended_typing_error_wakes_nobody_and_an_update_does(hub: Hub):
    article = make_article(published_at=timezone.now())
    do_tasks()
    article.title = "Without the typing error"
    assert not told_after(hub, article)
    article.revised_at = timezone.now()
    assert told_after(hub, article)
    assert not told_after(hub, article)


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_what_is_withdrawn_and_what_comes_back_is_told(hub: Hub, how):
    article = make_article(published_at=timezone.now())
    do_tasks()
    hub.told.clear()
    getattr(article, how)()
    do_tasks()
    assert "/feeds/sections/features/atom.xml" in hub.topics
    if how == "unpublish":
        assert told_after(hub, ArticlePage.objects.get())


def test_an_issue_of_the_archive_is_told(hub: Hub):
    make_issue().save_revision().publish()
    do_tasks()
    assert "/feeds/issues/rss.xml" in hub.topics


def test_an_old_piece_from_an_import_is_told_to_nobody(hub: Hub):
    make_article(published_at=timezone.now() - 400 * DAY)
    do_tasks()
    assert hub.told == []


@pytest.mark.parametrize("status", [500, 404, 302, 429])
def test_what_the_hub_does_not_take_is_tried_again_and_remembered(hub: Hub, status):
    hub.status = status
    make_article(published_at=timezone.now())
    do_tasks()
    assert f"127.0.0.1 answered {status}" in str(FailedPush.objects.first())
    assert Push.objects.waiting().exists()
    hub.status = 202
    hub.told.clear()
    do_tasks()
    assert hub.topics.count("/feeds/rss.xml") == 1
    assert not Push.objects.waiting().exists()


def test_after_the_last_attempt_it_begins_again_with_the_next_hour(hub: Hub):
    make_article(published_at=timezone.now())
    DBTaskResult.objects.all().delete()
    begin_waiting(timezone.now() + DAY)
    do_tasks()
    assert "/feeds/rss.xml" in hub.topics


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.7",
        "169.254.169.254",
        "::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "100.64.0.1",
        "224.0.0.1",
    ],
)
def test_a_private_address_is_refused(monkeypatch, address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    places = [
        (family, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443)),
        (family, socket.SOCK_STREAM, 6, "", (address, 443)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: places)
    with pytest.raises(RefusedError, match="which is not on the public internet"):
        resolve("hub.example", 443, may_be_private=False)


def test_it_connects_to_the_address_that_was_looked_at(hub: Hub, monkeypatch):
    """A second look-up could return another address, so there is none."""
    port = int(hub.url.split(":")[2].partition("/")[0])
    asked = []

    def look_up(host: str, *_args: object, **_kwargs: object) -> list:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", lambda address, _seconds: _connect(address))
    post_form(f"http://hub.example:{port}/push", {"hub.mode": "publish"}, may_be_private=True)
    assert asked == ["hub.example"]
    assert hub.headers[0]["Host"] == f"hub.example:{port}"


def _connect(address: tuple[str, int]) -> socket.socket:
    found = socket.socket()
    found.connect(address)
    return found


@pytest.mark.parametrize("url", ["ftp://hub.example/", "hub.example", "file:///etc/passwd", "https:///push"])
def test_what_is_no_address_of_a_hub_is_said(url):
    with pytest.raises(RefusedError, match="write it as"):
        post_form(url, {}, may_be_private=False)


@pytest.mark.parametrize("folder", ["/feeds/", "/feeds/sections/features/", "/corrections/", "/feeds/issues/"])
def test_every_public_feed_announces_the_hub(client, settings, folder):
    settings.WEBSUB_HUB = HUB
    make_article()
    for name in ("rss.xml", "atom.xml"):
        answer = client.get(folder + name)
        assert answer["Link"] == f'<{HUB}>; rel="hub", <http://testserver{folder}{name}>; rel="self"'
        assert tree(client, folder + name).xpath("//a:link[@rel='hub']/@href", namespaces={"a": ATOM[1:-1]}) == [HUB]
    assert json_feed(client, f"{folder}feed.json")["hubs"] == [{"type": "WebSub", "url": HUB}]


def test_combinations_announce_none(client, settings):
    settings.WEBSUB_HUB = HUB
    make_article()
    answer = client.get("/feeds/any/kinds.analysis,sections.features/atom.xml")
    assert answer.status_code == 200
    assert HUB not in answer.content.decode() + answer.get("Link", "")


def test_without_a_hub_nothing_is_announced_or_noted(client):
    make_article(published_at=timezone.now())
    assert "Link" not in client.get("/feeds/rss.xml")
    assert not Push.objects.exists()
