"""Generations: folders of the store, named after the changes that the database has recorded."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from page_store.models import Change

CURRENT = "current"
# More changes than this are merged into one.
MOST_CHANGES = 64
# For how many seconds a dead generation is left to requests that may still be reading from it.
SECONDS_OF_GRACE = 10


def root() -> Path:
    """Return the folder that holds all generations of this machine."""
    return Path(settings.PAGE_STORE_ROOT)


def newest_generation() -> str:
    """Return the name of the newest generation, from the database.

    It is a digest of all recorded changes, so the order in which transactions commit does not matter. Changes
    are random identifiers: no name comes again after the database is restored from a backup either.
    """
    changes = sorted(str(pk) for pk in Change.objects.values_list("pk", flat=True))
    return blake2b(",".join(changes).encode(), digest_size=10).hexdigest()


def served_generation() -> str:
    """Return the name of the generation that this machine serves; empty if there is none."""
    try:
        return os.readlink(f"{settings.PAGE_STORE_ROOT}/{CURRENT}")  # noqa: PTH115 - faster, on each request
    except OSError:
        return ""


@contextmanager
def _locked() -> Iterator[None]:
    """Serialise reading the name and switching to it, so that an older name never replaces a newer one."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def switch_to_newest() -> str:
    """Serve the newest generation from now on, and return its name.

    An empty one leaves no folder behind: an import makes thousands of them.
    """
    with _locked():
        name, last = newest_generation(), served_generation()
        if name != last:
            (root() / name).mkdir(exist_ok=True)
            _point_at(name)
            with suppress(OSError):
                (root() / last).rmdir()
    return name


def current_generation() -> str:
    """Return the name of the newest generation, which is served from now on."""
    name = newest_generation()
    return name if name == served_generation() else switch_to_newest()


def _point_at(name: str) -> None:
    """Replace the link atomically, so that a web server always finds one."""
    new = root() / f"{CURRENT}.new"
    new.unlink(missing_ok=True)
    new.symlink_to(name)
    current = root() / CURRENT
    if current.is_dir() and not current.is_symlink():
        shutil.rmtree(current)  # what a copy that follows links made of it
    new.replace(current)


def remove_served() -> None:
    """Remove the generation that is served."""
    if name := served_generation():
        shutil.rmtree(root() / name, ignore_errors=True)


def merge_changes() -> None:
    """Replace a large number of changes by one, which starts a generation like any other.

    It begins no transaction: outside of one, SQLite has not finished the statement being recorded, and
    ending a transaction in the meantime fails and rolls back the write.
    """
    if Change.objects.count() > MOST_CHANGES:
        merged = Change.objects.create()
        Change.objects.exclude(pk=merged.pk)._raw_delete(merged._state.db)  # `delete()` begins a transaction


def remove_dead() -> None:
    """Remove generations that no request reads."""
    kept = {CURRENT, served_generation()}
    with suppress(FileNotFoundError):
        for folder in os.scandir(root()):
            if folder.is_dir(follow_symlinks=False) and folder.name not in kept and _has_rested(folder.path):
                shutil.rmtree(folder.path, ignore_errors=True)


def _has_rested(path: str) -> bool:
    with suppress(FileNotFoundError):
        return time.time() - os.stat(path).st_mtime > SECONDS_OF_GRACE  # noqa: PTH116 - an os.DirEntry
    return False
