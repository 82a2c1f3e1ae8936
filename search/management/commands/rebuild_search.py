"""Index everything that can be found."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from search.rebuild import rebuild, start_anew


class Command(BaseCommand):
    """Rebuild the search; may be interrupted and run again."""

    help = "Index everything that can be found. What is there stays to be found meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer to begin from nothing."""
        parser.add_argument("--from-nothing", action="store_true", help="Empty the index first.")

    def handle(self, *args: Any, from_nothing: bool, verbosity: int, **options: Any) -> None:
        """Show how far it is and how much there is."""
        if from_nothing:
            start_anew()
        with tqdm(disable=verbosity < 1 or None, unit=" entries") as bar:

            def progress(done: int, total: int) -> None:
                bar.total, bar.n = total, done
                bar.refresh()

            count = rebuild(progress=progress)
        if verbosity:
            self.stdout.write(f"{count} things can be found.")
