"""Work out which articles belong together."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from search.related.tasks import relate_all


class Command(BaseCommand):
    """Relate all pieces; it can be interrupted and run again."""

    help = "Work out the related articles of all pieces, as happens by itself after each publication."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        """Show the progress, and report the number of changes."""
        with tqdm(disable=verbosity < 1 or None, unit=" pieces") as bar:

            def progress(done: int, total: int) -> None:
                bar.total, bar.n = total, done
                bar.refresh()

            changed = relate_all(progress=progress)
        if verbosity:
            self.stdout.write(f"{changed} pieces have other related articles.")
