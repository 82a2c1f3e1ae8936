"""Eight writers who save as fast as they can, each noting when it began and when it was done."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.db import connections, transaction

from base.mail.models import OutgoingMail
from tests.factories import make_image

WRITERS = 8


def write(stop: Path, log: Path) -> None:
    """Save until the stop file exists."""
    with ThreadPoolExecutor(WRITERS) as threads, log.open("a", buffering=1) as lines:
        for running in [threads.submit(_keep_writing, writer, stop, lines) for writer in range(WRITERS)]:
            running.result()


def _keep_writing(writer: int, stop: Path, lines) -> None:
    number = 0
    while not stop.exists():
        number += 1
        began = time.time()
        with transaction.atomic():
            OutgoingMail.objects.create(event=f"{writer} {number}", recipient="before")
            make_image(f"{writer} {number}", size=(8, 8))
            OutgoingMail.objects.create(event=f"{writer} {number}", recipient="after")
        lines.write(f"{writer} {number} {began} {time.time()}\n")
    connections.close_all()
