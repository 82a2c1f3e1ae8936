"""Expiry: moments at which a page changes by itself, such as the end of an event or the start of a day."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.utils import timezone

MOMENTS = ".moments"


def schedule_expiry(generation: Path, moment: datetime | None) -> None:
    """End a generation at a moment; None is ignored."""
    if moment:
        folder = generation / MOMENTS
        folder.mkdir(exist_ok=True)
        (folder / f"{moment.timestamp():.3f}").touch()


def has_expired(generation: Path) -> bool:
    """Return whether one of the expiry moments of a generation has passed."""
    now = timezone.now().timestamp()
    with suppress(FileNotFoundError):
        return any(float(moment.name) <= now for moment in (generation / MOMENTS).iterdir())
    return False
