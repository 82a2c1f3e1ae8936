"""Storages of public and gated files; gated files are kept apart and have no URL of their own."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.urls import reverse

# The prefix of the names of image files that are kept apart from public media.
GATED = "gated/"


class WholeFileStorage(FileSystemStorage):
    """Saves a file completely or not at all: a full disk leaves no truncated file.

    Private to Django: `_save()`; guarded by tests/stack/test_small_disk.py.
    """

    def _save(self, name: str, content: Any) -> str:
        is_new = not self.exists(name)
        try:
            saved: str = super()._save(name, content)  # type: ignore[misc]  # the storage that it is mixed into has it
        except OSError:
            if is_new:
                _delete_what_was_written(self, name)
            raise
        return saved


def _delete_what_was_written(storage: Storage, name: str) -> None:
    with suppress(OSError):
        storage.delete(name)


class GatedStorage(WholeFileStorage):
    """Keeps files in GATED_ROOT; they are served only by views that ask `members.reading.access`."""

    @property
    def base_location(self) -> str:
        """The folder, read each time so that settings may change."""
        return str(settings.GATED_ROOT)

    @property
    def location(self) -> str:
        """The same as an absolute path."""
        return self.base_location

    def url(self, name: Any) -> str:
        """Raise NotImplementedError: a gated file has no URL of its own."""
        raise NotImplementedError(f"{name} is gated and has no address of its own; link to the view that serves it.")


def gated_storage() -> Storage:
    """Return the storage of gated files from the settings."""
    return storages["gated"]


class MediaStorage(WholeFileStorage):
    """Public media; files whose names begin with “gated/” are in the gated storage instead."""

    def path(self, name: str) -> str:
        """Return the path of a file on the disk."""
        if name.startswith(GATED):
            return gated_storage().path(name.removeprefix(GATED))
        return super().path(name)

    def url(self, name: str | None) -> str:
        """Return the URL of a file; that of a gated one leads to a view that asks `members.reading.access`."""
        if name and name.startswith(GATED):
            return reverse("gated_media", args=[name.removeprefix(GATED)])
        return super().url(name)

    def _save(self, name: str, content: Any) -> str:
        if name.startswith(GATED):
            return GATED + gated_storage().save(name.removeprefix(GATED), content)
        return super()._save(name, content)
