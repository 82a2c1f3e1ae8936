"""Two workers share the mails of a mail server that was away."""

import shutil
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.base.smtp_catcher import catching
from tests.magazine import wait_until
from tests.stack.queue import Queue

pytestmark = pytest.mark.django_db
MAILS = 12
WRITE = f"""
from django.core.mail import EmailMessage
for number in range({MAILS}):
    EmailMessage(f"Mail {{number}}", "Hello", to=["ana@tidal.example"]).send()
"""


def test_each_mail_arrives_once(tmp_path: Path, django_db_setup: None, migrated: Path):
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(migrated, data / "dimensions.sqlite3")
    with catching() as server, ExitStack() as workers:
        server.is_refusing = True
        queue = Queue(data, {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}"})
        queue.shell(WRITE)
        for name in ("first", "second"):
            workers.enter_context(queue.worker(name))
        wait_until(lambda: server.connections >= MAILS, seconds=60, what="The refusal of all mails")
        server.is_refusing = False
        wait_until(queue.is_done, seconds=60, what="The delivery")
        assert Counter(message["Subject"] for message in server.messages) == {f"Mail {n}": 1 for n in range(MAILS)}
