"""A month of days: the mail server fails in between, and each subscriber gets each piece once."""

import datetime as dt
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from base.mail.models import OutgoingMail
from subscriptions.digests import services
from subscriptions.digests.tasks import begin_due
from subscriptions.models import Digest, Frequency
from tests.base.smtp_catcher import Catcher, catching
from tests.base.test_outbox import work
from tests.factories import DAY, make_article

FIRST = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
HOURS = (1, 7, 13, 19)
OUTAGE = range(9, 13)
ADDRESSES = ("daily", "weekly", "changes", "joins", "ends")


@pytest.fixture
def server(settings) -> Iterator[Catcher]:
    settings.EMAIL_BACKEND = "base.mail.outbox.OutboxBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with catching() as catcher:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", catcher.port
        yield catcher


class Month:
    """The clock, the magazine, and what its subscribers do."""

    def __init__(self, server: Catcher, monkeypatch: pytest.MonkeyPatch) -> None:
        self.server, self.chance, self.now = server, random.Random(7), FIRST  # noqa: S311 - reproducible
        self.published: dict[str, dt.datetime] = {}
        self.began, self.ended = dict[str, dt.datetime](), dict[str, dt.datetime]()
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def begin(self, name: str, frequency: str = "weekly") -> None:
        digest = Digest.objects.create(email=f"{name}@home.example", frequency=frequency)
        services.confirm(digest=digest)
        self.began[name] = self.now

    def publish(self) -> None:
        """Bring out none, one or two, also in the last minute of a day."""
        for _ in range(self.chance.randrange(3)):
            title = f"Piece {len(self.published) + 1:03}"
            make_article(title, published_at=self.now)
            self.published[title] = self.now

    def go_on(self, day: int, hour: int) -> None:
        self.now = FIRST + day * DAY + dt.timedelta(hours=hour)
        self.server.is_refusing = day in OUTAGE
        begin_due(self.now)
        begin_due(self.now)
        work()
        if day < 30:
            self.publish()

    def received(self) -> dict[str, Counter[str]]:
        found = defaultdict[str, Counter[str]](Counter)
        for message in self.server.messages:
            part: Any = message.get_payload(0)
            text = part.get_payload(decode=True).decode()
            found[message["To"].partition("@")[0]].update(re.findall(r"^Piece \d+(?=\r?$)", text, re.MULTILINE))
        return found


@pytest.mark.django_db
def test_each_subscriber_gets_each_piece_once(server: Catcher, monkeypatch: pytest.MonkeyPatch):
    month = Month(server, monkeypatch)
    month.begin("daily", "daily")
    for name in ("weekly", "changes", "ends"):
        month.begin(name)
    for day in range(38):
        if day == 10:
            month.begin("joins", "daily")
        if day == 16:
            Digest.objects.filter(email__startswith="changes").update(frequency=Frequency.DAILY)
        if day == 20:
            services.end(digest=Digest.objects.get(email__startswith="ends"))
            month.ended["ends"] = month.now
        for hour in HOURS:
            month.go_on(day, hour)
    received = month.received()
    assert len(month.published) > 60
    for name in ADDRESSES:
        until = dt.datetime(2026, 6, 15, tzinfo=dt.UTC) if name == "ends" else month.now
        due = [title for title, at in month.published.items() if month.began[name] <= at < until]
        assert received[name] == Counter(due), name
    assert not OutgoingMail.objects.unsent().exists()
