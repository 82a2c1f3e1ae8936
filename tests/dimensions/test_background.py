"""Worker and scheduler run in one process, and end together."""

import signal
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from django.core.management import call_command

from dimensions.management.commands import background


@pytest.fixture(autouse=True)
def stopped_by_sigterm() -> Iterator[None]:
    """Handle SIGTERM as the worker does."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    yield
    signal.signal(signal.SIGTERM, before)


def fail(*args, **options):
    raise ValueError("Somebody put sand in it.")


def test_a_scheduler_that_fails_ends_the_worker(monkeypatch: pytest.MonkeyPatch):
    undisturbed = []

    def work(*args, **options):
        time.sleep(30)
        undisturbed.append(True)

    monkeypatch.setattr(background, "keep_schedule", fail)
    monkeypatch.setattr(background, "call_command", work)
    with pytest.raises(ValueError, match="sand"):
        call_command("background")
    assert not undisturbed


def test_a_worker_that_fails_ends_the_scheduler(monkeypatch: pytest.MonkeyPatch):
    ended = threading.Event()

    def keep_schedule(stopping):
        assert stopping.wait(30)
        ended.set()

    monkeypatch.setattr(background, "keep_schedule", keep_schedule)
    monkeypatch.setattr(background, "call_command", fail)
    with pytest.raises(ValueError, match="sand"):
        call_command("background")
    assert ended.is_set()
