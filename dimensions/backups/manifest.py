"""The manifest of a backup: its moment, what it was made with, and a checksum of every file."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

NAME = "manifest.json"
CHECKSUM = "manifest.json.sha256"
FORMAT = 1
BLOCK = 1024 * 1024


class BackupError(Exception):
    """A backup cannot be made or restored; the message is a sentence for the person at the screen."""


@dataclass
class Manifest:
    """The contents of `manifest.json`."""

    database: str  # the vendor
    database_at: str  # the moment of the state of the database
    migrations: list[str]
    settings: dict[str, str]  # fingerprints; the values are not copied
    files: dict[str, str] = field(default_factory=dict)  # SHA-256 by path
    gone: list[str] = field(default_factory=list)  # files that were deleted during the backup
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it, and its checksum beside it."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n")
        (folder / CHECKSUM).write_text(f"{sha256(folder / NAME)}  {NAME}\n")


def read(folder: Path) -> Manifest:
    """Return the manifest of a backup. Raise BackupError for one that is missing, broken or of another format."""
    path = folder / NAME
    try:
        expected = (folder / CHECKSUM).read_text().split()[0]
        fields: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError, IndexError) as error:
        raise BackupError(f"{folder} is no backup: {error}. Name a folder that `manage.py backup` has made.") from error
    if sha256(path) != expected:
        raise BackupError(f"{path} was changed after the backup was made: take another backup.")
    if fields.get("format") != FORMAT:
        raise BackupError(f"{path} has the format {fields.get('format')}, which this version does not read.")
    return Manifest(**fields)


def sha256(path: Path) -> str:
    """Return the checksum of a file in hexadecimal digits."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def verify(folder: Path, manifest: Manifest, paths: Iterable[str]) -> None:
    """Check the files of a backup. Raise BackupError that names the first that is missing or changed."""
    for name in paths:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise BackupError(f"The backup names a file outside its folder: {name}. Take another backup.")
        if not (folder / name).is_file():
            raise BackupError(f"{folder / name} is missing in the backup: nothing was restored. Take another backup.")
        if sha256(folder / name) != manifest.files[name]:
            raise BackupError(f"{folder / name} was changed after the backup: nothing was restored. Take another one.")
