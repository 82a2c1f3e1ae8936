"""Moments at which a page changes by itself: an event is over, a call has expired, a day begins."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.utils import timezone

MOMENTS = ".moments"


def schedule_expiry(generation: Path, moment: datetime | None) -> None:
    """Let a generation end at a moment, if there is one."""
    if moment:
        folder = generation / MOMENTS
        folder.mkdir(exist_ok=True)
        (folder / f"{moment.timestamp():.3f}").touch()


def has_expired(generation: Path) -> bool:
    """Whether one of the moments of a generation has come."""
    now = timezone.now().timestamp()
    with suppress(FileNotFoundError):
        return any(float(moment.name) <= now for moment in (generation / MOMENTS).iterdir())
    return False
