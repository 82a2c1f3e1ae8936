"""The parts of an installation besides its database: folders of files, migrations, settings."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import FileField
from django.utils import timezone

from base.background.models import Heartbeat
from base.media.storage import GATED
from dimensions.backups.databases import Rows

# With other values the same backup behaves differently; only a fingerprint of each is kept.
SETTINGS = ("SECRET_KEY", "WAGTAILADMIN_BASE_URL", "ALLOWED_HOSTS", "TIME_ZONE", "STAFF_NEEDS_SECOND_FACTOR")
KEY_FILE = "secret_key"


def folders() -> dict[str, Path]:
    """Return the folders of files, by their names in a backup."""
    return {"media": Path(settings.MEDIA_ROOT), "gated": Path(settings.GATED_ROOT)}


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, except dot files, which are locks and leftovers."""
    if folder.exists():
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))


def kept_key() -> Path:
    """Return the file in which an embedded installation keeps its secret key."""
    return Path(settings.DATA_DIR) / KEY_FILE


def fingerprints(**instead: str) -> dict[str, str]:
    """Return a fingerprint of each setting that matters, with the given values in the place of the present ones."""
    values = {name: repr(instead.get(name, getattr(settings, name))) for name in SETTINGS}
    return {name: hashlib.sha256(value.encode()).hexdigest()[:16] for name, value in values.items()}


def applied_migrations() -> list[str]:
    """Return the applied migrations of the database."""
    return sorted(".".join(key) for key in MigrationLoader(connection).applied_migrations)


def known_migrations() -> set[str]:
    """Return the migrations of this version, including replaced ones."""
    loader = MigrationLoader(None)
    return {".".join(key) for key in [*loader.disk_migrations, *loader.replacements]}


def has_content() -> bool:
    """Return whether there is anything to lose: a user in the database, or a file."""
    return _has_people() or any(next(files_in(folder), None) for folder in folders().values())


def _has_people() -> bool:
    try:
        return bool(get_user_model().objects.exists())
    except DatabaseError:  # There are no tables yet.
        return False


def running_processes() -> list[str]:
    """Return the workers and schedulers that are at work."""
    try:
        return [str(beat) for beat in Heartbeat.objects.alive(timezone.now())]
    except DatabaseError:
        return []


def named_files(rows: Rows) -> set[str]:
    """Return all files that a database names, by their paths in a backup; `rows` runs a query there."""
    return {_path_in_backup(field, name) for field, sql in _queries() for (name,) in rows(sql)}


def _queries() -> Iterator[tuple[Any, str]]:
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                column, table = field.column, model._meta.db_table
                yield field, f'SELECT "{column}" FROM "{table}" WHERE "{column}" <> \'\''  # noqa: S608 - our own names


def _path_in_backup(field: Any, name: str) -> str:
    """Return where a file lies; the storage knows it, or the beginning of the name for pictures."""
    path = Path(field.storage.path(name))
    folder = "gated" if path.is_relative_to(folders()["gated"]) or name.startswith(GATED) else "media"
    return f"{folder}/{path.relative_to(folders()[folder]).as_posix()}"
