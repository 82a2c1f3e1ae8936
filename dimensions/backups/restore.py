"""Restore a backup in place of the existing data: verified before anything is changed."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from dimensions.backups import databases, installation
from dimensions.backups.manifest import BackupError, Manifest, read, verify

Progress = Callable[[Iterable[str]], Iterable[str]]


def check_backup(folder: Path, progress: Progress) -> Manifest:
    """Return the manifest of a backup that can be restored here. Raise BackupError for any other."""
    manifest = read(folder)
    if manifest.database != connection.vendor:
        raise BackupError(
            f"The backup is of {manifest.database}, and DATABASE_URL names {connection.vendor}: name the same kind."
        )
    if unknown := sorted(set(manifest.migrations) - installation.known_migrations()):
        raise BackupError(
            f"The backup was made by a newer version of Dimensions, which has the migration {unknown[0]}: "
            "install that version first."
        )
    verify(folder, manifest, progress(sorted(manifest.files)))
    return manifest


def check_place(*, overwrite: bool) -> None:
    """Check that nothing is lost here that should not be. Raise BackupError."""
    if running := installation.running_processes():
        raise BackupError(f"{', '.join(running)} is running: stop web, worker and scheduler first.")
    if installation.has_content() and not overwrite:
        raise BackupError(
            "There are people or files here already: restore into an empty database and an empty data folder, "
            "or put the backup in their place with --overwrite."
        )


def restore_backup(folder: Path, manifest: Manifest, progress: Progress) -> Path | None:
    """Restore everything; return the folder with the replaced data, or None if there was nothing."""
    stamp = timezone.now().strftime("%Y-%m-%dT%H-%M-%SZ")
    before = installation.kept_key().parent / f"before-restore-{stamp}"
    fresh = {name: path.with_name(f"{path.name}.restored-{stamp}") for name, path in installation.folders().items()}
    try:
        before.mkdir(parents=True, mode=0o700)
        _copy_files(folder, manifest, fresh, progress)
        databases.keep(before)
        databases.put_back(folder)
        _exchange(fresh, before)
        _put_back_key(folder, manifest)
    except OSError as error:
        raise BackupError(f"{error.strerror}: {error.filename}. What was here is in place or in {before}.") from error
    finally:
        for path in fresh.values():
            shutil.rmtree(path, ignore_errors=True)
    return _unless_empty(before)


def _unless_empty(before: Path) -> Path | None:
    """Return a folder with anything but empty folders in it; delete any other."""
    if any(path.is_file() or path.is_symlink() for path in before.rglob("*")):
        return before
    shutil.rmtree(before)
    return None


def _copy_files(folder: Path, manifest: Manifest, fresh: dict[str, Path], progress: Progress) -> None:
    for path in fresh.values():
        path.mkdir(parents=True)
    for place in progress(sorted(manifest.files)):
        name, _, rest = place.partition("/")
        if rest:
            (fresh[name] / rest).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / place, fresh[name] / rest)


def _exchange(fresh: dict[str, Path], before: Path) -> None:
    for name, path in installation.folders().items():
        if path.exists():
            shutil.move(path, before / name)
        fresh[name].rename(path)


def _put_back_key(folder: Path, manifest: Manifest) -> None:
    """Restore the key of an embedded installation, so that nobody is logged out."""
    key = installation.kept_key()
    if installation.KEY_FILE in manifest.files and key.exists():
        shutil.copy2(folder / installation.KEY_FILE, key)


def changed_settings(folder: Path, manifest: Manifest) -> list[str]:
    """Return the settings that will not be what they were when the backup was made; call it before the restore."""
    found = installation.fingerprints(**_restored_key(folder, manifest))
    return sorted(name for name, value in found.items() if manifest.settings.get(name) != value)


def _restored_key(folder: Path, manifest: Manifest) -> dict[str, str]:
    """Return the key that an embedded installation has from its next start on; the present one is replaced."""
    key = installation.kept_key()
    if installation.KEY_FILE in manifest.files and key.exists() and key.read_text() == settings.SECRET_KEY:
        return {"SECRET_KEY": (folder / installation.KEY_FILE).read_text()}
    return {}
