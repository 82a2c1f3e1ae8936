"""Helpers to test backups on either database."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tests.magazine import wait_until
from tests.stack.eight_writers import WRITERS
from tests.stack.queue import Queue

SAVED = """
import json
from base.mail.models import OutgoingMail
from base.models import MagazineImage
print(json.dumps({
    "mails": list(OutgoingMail.objects.values_list("event", "recipient")),
    "images": [[image.title, image.file.storage.exists(image.file.name)] for image in MagazineImage.objects.all()],
}))
"""


def run(queue: Queue, *arguments: str | Path) -> tuple[int, str]:
    command = [sys.executable, "manage.py", *map(str, arguments)]
    done = subprocess.run(command, **queue.place(), capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@contextmanager
def eight_writers(queue: Queue, log: Path) -> Iterator[None]:
    """Run eight concurrent writers, which start before the context begins and finish when it ends."""
    stop = queue.data / "stop"
    program = f"""
from pathlib import Path
from tests.stack.eight_writers import write
write(Path({str(stop)!r}), Path({str(log)!r}))
"""
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", program]
    process = subprocess.Popen(command, **queue.place())
    try:
        wait_until(lambda: len(writers_in(log)) == WRITERS, seconds=120, what="The first words of all writers")
        yield
    finally:
        stop.touch()
        assert process.wait(60) == 0


def writers_in(log: Path) -> Counter[str]:
    return Counter(line.split()[0] for line in log.read_text().splitlines()) if log.exists() else Counter()


def the_backup(root: Path) -> Path:
    (found,) = [path.parent for path in root.glob("*/manifest.json")]
    return found


def is_the_state_of_its_moment(queue: Queue, backup: Path, log: Path) -> None:
    """Compare the restored data with what the writers logged."""
    moment = datetime.fromisoformat(json.loads((backup / "manifest.json").read_text())["database_at"]).timestamp()
    saved = json.loads(queue.shell(SAVED))
    halves = Counter(event for event, _ in saved["mails"])
    noted = [line.split() for line in log.read_text().splitlines()]
    done = {f"{writer} {number}" for writer, number, _, ended in noted if float(ended) < moment}
    not_begun = {f"{writer} {number}" for writer, number, began, _ in noted if float(began) > moment}
    assert done
    assert not_begun
    assert set(halves.values()) == {2}
    assert done <= set(halves)
    assert not not_begun & set(halves)
    assert sorted(saved["images"]) == sorted([event, True] for event in halves)
