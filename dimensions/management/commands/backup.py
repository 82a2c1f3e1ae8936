"""Copy database, media and gated files while the magazine runs."""

from argparse import ArgumentTypeError
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from tqdm import tqdm

from dimensions.backups.make import make_backup, rotate
from dimensions.backups.manifest import BackupError


def positive(text: str) -> int:
    """Return the number of backups. Raise ArgumentTypeError unless it is positive."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"“{text}” is no number from 1 on")
    return int(text)


class Command(BaseCommand):
    """Make one backup, and delete the oldest when there are too many."""

    help = "Makes a backup of database, media and gated files in a new folder below DIR, with checksums."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the folder and the number of backups to keep in it."""
        parser.add_argument("dir", type=Path, help="folder of the backups; each gets a folder of its own in it")
        parser.add_argument("--keep", type=positive, metavar="N", help="delete all but the newest N backups afterwards")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the backup; report where it is, its moment, and missing files."""
        root, keep = options["dir"], options["keep"]
        try:
            backup = make_backup(root, self._progress)
        except (BackupError, DatabaseError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{backup.folder} has {len(backup.manifest.files)} files; the database is that of "
            f"{backup.manifest.database_at}."
        )
        for name in backup.manifest.gone:
            self.stderr.write(f"{name} is named by the database, but there is no such file.")
        for folder in rotate(root, keep, timezone.now()) if keep else []:
            self.stdout.write(f"{folder} was deleted.")

    def _progress(self, paths: Iterable[Path]) -> Iterable[Path]:
        return tqdm(paths, desc="Copying", unit=" files", disable=None)
