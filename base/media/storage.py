"""Where gated files lie: apart from public media, and without an address of their own."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.urls import reverse

# How the names of picture files begin that lie apart from public media.
GATED = "gated/"


class WholeFileStorage(FileSystemStorage):
    """Keeps a file or nothing: what a full disk has cut off is no file.

    Private to Django: `_save()`; guarded by tests/stack/test_small_disk.py.
    """

    def _save(self, name: str, content: Any) -> str:
        is_new = not self.exists(name)
        try:
            saved: str = super()._save(name, content)  # type: ignore[misc]
        except OSError:
            if is_new:
                _delete_what_was_written(self, name)
            raise
        return saved


def _delete_what_was_written(storage: Storage, name: str) -> None:
    with suppress(OSError):
        storage.delete(name)


class GatedStorage(WholeFileStorage):
    """Keeps files in GATED_ROOT; they leave it only through a view that asks `members.reading.access`."""

    @property
    def base_location(self) -> str:
        """The folder, read anew so that settings may change it."""
        return str(settings.GATED_ROOT)

    @property
    def location(self) -> str:
        """The same as an absolute path."""
        return self.base_location

    def url(self, name: Any) -> str:
        """Refuse: a gated file has no address of its own. Raises NotImplementedError, as storages do."""
        raise NotImplementedError(f"{name} is gated and has no address of its own; link to the view that serves it.")


def gated_storage() -> Storage:
    """Return the storage that the settings name for gated files."""
    return storages["gated"]


class MediaStorage(WholeFileStorage):
    """Public media; files whose names begin with “gated/” lie in the gated storage instead."""

    def path(self, name: str) -> str:
        """The place of a file on the disk."""
        if name.startswith(GATED):
            return gated_storage().path(name.removeprefix(GATED))
        return super().path(name)

    def url(self, name: str | None) -> str:
        """The address of a file; that of a gated one leads to a view that asks `members.reading.access`."""
        if name and name.startswith(GATED):
            return reverse("gated_media", args=[name.removeprefix(GATED)])
        return super().url(name)

    def _save(self, name: str, content: Any) -> str:
        if name.startswith(GATED):
            return GATED + gated_storage().save(name.removeprefix(GATED), content)
        return super()._save(name, content)
