"""Make a backup while the magazine runs."""

import json
import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone

from dimensions.backups import databases, installation
from dimensions.backups.manifest import NAME, BackupError, Manifest, sha256

UNFINISHED = ".unfinished-"
RECORD = "last-backup.json"  # in the data folder: what the operator's page shows of it
Progress = Callable[[Iterable[Path]], Iterable[Path]]


class Backup(NamedTuple):
    """A backup that is complete."""

    folder: Path
    manifest: Manifest


def make_backup(root: Path, progress: Progress) -> Backup:
    """Make a backup in a new folder, which appears when it is complete. Raise BackupError if it cannot be made."""
    _check_outside(root)
    name = timezone.now().strftime("%Y-%m-%dT%H-%M-%SZ")
    unfinished = root / f"{UNFINISHED}{name}"
    try:
        unfinished.mkdir(parents=True, mode=0o700)
        _check_room(root)
        manifest = _fill(unfinished, progress)
        manifest.write(unfinished)
        complete = unfinished.rename(root / name)
        _record(complete, manifest)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise BackupError(f"The backup in {root} was not made: {error.strerror}: {error.filename}.") from error
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return Backup(complete, manifest)


def _check_outside(root: Path) -> None:
    """Check that the backup does not become a part of what it saves, which for media is public, too."""
    for name, folder in installation.folders().items():
        if root.resolve().is_relative_to(folder.resolve()):
            raise BackupError(
                f"{root} is in {folder}, the folder of {name} that the backup saves: choose a folder outside of it."
            )


def _check_room(root: Path) -> None:
    needed = sum(path.stat().st_size for folder in installation.folders().values() for path in _present(folder))
    free = shutil.disk_usage(root).free
    if free < needed:
        raise BackupError(
            f"The disk of {root} has {free / 1e6:.0f} MB left and {needed / 1e6:.0f} MB are needed: "
            "make room, or choose another folder."
        )


def _present(folder: Path) -> Iterable[Path]:
    return (path for path in installation.files_in(folder) if path.exists())


def _fill(target: Path, progress: Progress) -> Manifest:
    """Copy files, database and files again: each file that the database names is in one of the two copies."""
    files: dict[str, str] = {}
    _copy_new(target, files, progress)
    snapshot = databases.dump(target, installation.named_files)
    _copy_new(target, files, progress)
    name = databases.FILES[connection.vendor]
    files[name] = sha256(target / name)
    if (key := installation.kept_key()).exists():
        files[key.name] = _copy(key, target / key.name)
    return Manifest(
        database=connection.vendor,
        database_at=snapshot.at.isoformat(),
        migrations=installation.applied_migrations(),
        settings=installation.fingerprints(),
        files=files,
        gone=sorted(snapshot.names - set(files)),
    )


def _copy_new(target: Path, files: dict[str, str], progress: Progress) -> None:
    for name, folder in installation.folders().items():
        for path in progress(list(installation.files_in(folder))):
            place = f"{name}/{path.relative_to(folder).as_posix()}"
            if place not in files and path.exists():
                files[place] = _copy(path, target / place)


def _copy(source: Path, target: Path) -> str:
    """Copy a file; return the checksum of the copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)
    return sha256(target)


def _record(folder: Path, manifest: Manifest) -> None:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    facts = {"folder": str(folder.resolve()), "at": manifest.database_at, "bytes": size}
    (Path(settings.DATA_DIR) / RECORD).write_text(json.dumps(facts) + "\n")


def last_backup() -> dict[str, Any] | None:
    """Return folder, moment and size of the last backup made on this machine, or None."""
    try:
        facts: dict[str, Any] = json.loads((Path(settings.DATA_DIR) / RECORD).read_text())
        return facts | {"at": datetime.fromisoformat(facts["at"])}
    except (OSError, ValueError, KeyError):
        return None


def backups_in(root: Path) -> list[Path]:
    """Return the complete backups of a folder, the oldest first: their names are the times."""
    return sorted(path.parent for path in root.glob(f"*/{NAME}") if not path.parent.name.startswith(UNFINISHED))


def rotate(root: Path, keep: int, now: datetime) -> list[Path]:
    """Delete all but the newest backups, and what others left unfinished more than a day ago; returns the deleted."""
    old = backups_in(root)[:-keep]
    stale = [path for path in root.glob(f"{UNFINISHED}*") if now.timestamp() - path.stat().st_mtime > 24 * 60 * 60]
    for folder in (*old, *stale):
        shutil.rmtree(folder)
    return old
