"""Where gated files lie: apart from public media, and without an address of their own."""

from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages


class GatedStorage(FileSystemStorage):
    """Keeps files in GATED_ROOT; they leave it only through a view that asks `members.access`."""

    @property
    def base_location(self) -> str:
        """The folder, read anew so that settings may change it."""
        return str(settings.GATED_ROOT)

    @property
    def location(self) -> str:
        """The same as an absolute path."""
        return self.base_location

    def url(self, name: Any) -> str:
        """Refuse: a gated file has no address of its own. Raises ValueError."""
        raise ValueError(f"{name} is gated and has no address of its own; link to the view that serves it.")


def gated_storage() -> Storage:
    """Give the storage that the settings name for gated files."""
    return storages["gated"]
