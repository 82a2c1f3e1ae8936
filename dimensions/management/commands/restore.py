"""Put a backup in place."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from tqdm import tqdm

from dimensions.backups.manifest import BackupError
from dimensions.backups.restore import changed_settings, check_backup, check_place, restore_backup


class Command(BaseCommand):
    """Verify a backup, then put it in place."""

    help = "Puts a backup in place, after its checksums are verified; nothing is touched if anything is wrong."
    # The database may be empty or of another version.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the backup, and whether existing content may be replaced."""
        parser.add_argument("dir", type=Path, help="folder of one backup")
        parser.add_argument("--overwrite", action="store_true", help="put it in the place of what is here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore the backup; report what to do next."""
        folder = options["dir"]
        try:
            manifest = check_backup(folder, self._progress("Verifying"))
            check_place(overwrite=options["overwrite"])
            changed = changed_settings(folder, manifest)
            before = restore_backup(folder, manifest, self._progress("Copying"))
        except (BackupError, DatabaseError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Everything is as it was at {manifest.database_at}.")
        if before:
            self.stdout.write(f"What was here before lies in {before}.")
        for name in changed:
            self.stdout.write(f"{name} is not what it was when the backup was made.")
        self.stdout.write("Run `manage.py migrate`, then start web, worker and scheduler.")

    @staticmethod
    def _progress(what: str) -> Any:
        def shown(names: Iterable[str]) -> Iterable[str]:
            return tqdm(names, desc=what, unit=" files", disable=None)

        return shown
