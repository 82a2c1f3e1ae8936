"""The database is down for a while: the messages to users, and no acknowledged change is lost."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.magazine import CHECKOUT, free_port, wait_until
from tests.postgres.browser import Browser, Page
from tests.postgres.cluster import NO_POSTGRESQL, Server, find_postgresql, server
from tests.requirements import skip_without
from tests.stack.queue import Queue

SECONDS_AWAY = 30
ANA, PASSWORD = "ana@home.example", "stars-and-moons"
MAKE = f"""
from members.models import User
from tests.factories import make_article
make_article("Tides")
user = User.objects.create_user("{ANA}", "{PASSWORD}", first_name="Ana")
user.mark_email_verified()
"""
NAME = "from members.models import User; print(User.objects.get().first_name)"
ALIVE = """
from django.utils import timezone
from base.background.models import Heartbeat
print(sorted(set(Heartbeat.objects.alive(timezone.now()).values_list("kind", flat=True))))
"""


@contextmanager
def started(queue: Queue, name: str, *command: str) -> Iterator[subprocess.Popen]:
    with (queue.data / f"{name}.log").open("wb") as said:
        process = subprocess.Popen([sys.executable, *command], **queue.place(), stdout=said, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def postgresql() -> Iterator[Server]:
    programs = find_postgresql()
    if not programs:
        skip_without(NO_POSTGRESQL)
    with server(programs, has_tables=True) as running:
        yield running


def test_everybody_is_told_and_nothing_is_lost_while_the_database_is_away(postgresql: Server, tmp_path: Path):
    url = f"http://127.0.0.1:{(port := free_port())}"
    queue = Queue(tmp_path, {"DATABASE_URL": postgresql.url, "SITE_URL": url})
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"]
    subprocess.run(collect, **queue.place(), check=True)
    queue.shell(MAKE)
    web = ("-m", "granian", "dimensions.wsgi:application", "--interface", "wsgi", "--port", str(port))
    with ExitStack() as running:
        site = running.enter_context(
            started(
                queue, "web", *web, "--host", "127.0.0.1", "--blocking-threads", "4", "--working-dir", str(CHECKOUT)
            )
        )
        background = running.enter_context(started(queue, "background", "manage.py", "background"))
        ana, guest = Browser(url), Browser(url)
        wait_until(lambda: site.poll() is not None or is_up(guest), seconds=120, what="The start of the web server")
        wait_until(lambda: queue.shell(ALIVE) == "['scheduler', 'worker']", seconds=120, what="The first heartbeats")
        log_in(ana)
        assert change_name(ana, "Before").status == 200
        assert [guest.ask("/").status for _ in range(2)] == [200, 200]
        token = ana.form_token("/account/name/")

        postgresql.stop()
        try:
            began = time.monotonic()
            while time.monotonic() < began + SECONDS_AWAY:
                page = ana.ask("/account/name/", first_name="During", last_name="D", csrfmiddlewaretoken=token)
                assert (page.status, "what you just sent was not saved" in page.text) == (503, True)
                page = guest.ask("/search/?q=tides")
                assert (page.status, "The database does not answer" in page.text) == (503, True)
                assert guest.ask("/").status == 200, "a stored page needs no database"
                time.sleep(1)
        finally:
            postgresql.start()

        wait_until(lambda: guest.ask("/search/?q=tides").status == 200, seconds=60, what="The return of the search")
        assert queue.shell(NAME) == "Before"
        assert change_name(ana, "After").status == 200
        assert queue.shell(NAME) == "After"
        assert site.poll() is background.poll() is None, "a process did not survive"
        wait_until(lambda: queue.shell(ALIVE) == "['scheduler', 'worker']", seconds=120, what="New heartbeats")


def is_up(browser: Browser) -> bool:
    try:
        return browser.ask("/health/").status == 200
    except OSError:
        return False


def log_in(browser: Browser) -> None:
    page = browser.fill_in("/account/login/", login=ANA, password=PASSWORD)
    assert (page.status, ANA in page.text) == (200, True)


def change_name(browser: Browser, name: str) -> Page:
    return browser.fill_in("/account/name/", first_name=name, last_name="D")
