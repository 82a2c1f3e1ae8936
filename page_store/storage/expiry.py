"""Expiry: moments at which a page changes by itself, because an event is over or a day begins."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.utils import timezone

MOMENTS = ".moments"


def schedule_expiry(generation: Path, moment: datetime | None) -> None:
    """Have a generation end at a moment, if there is one."""
    if moment:
        folder = generation / MOMENTS
        folder.mkdir(exist_ok=True)
        (folder / f"{moment.timestamp():.3f}").touch()


def has_expired(generation: Path) -> bool:
    """Whether one of the moments of a generation has passed."""
    now = timezone.now().timestamp()
    with suppress(FileNotFoundError):
        return any(float(moment.name) <= now for moment in (generation / MOMENTS).iterdir())
    return False
